/// A result in both of its forms: a value for programs, and a table for people and spreadsheets.
struct Report {
    /// What programs read: the JSON forms.
    let value: any Encodable
    /// The line above the table.
    let title: String
    /// Names of the table's columns.
    let columns: [String]
    /// The table's cells, a row each.
    let rows: [[String]]
    /// The lines below the table.
    let footer: [String]

    /// Joins both forms.
    init(_ value: any Encodable, title: String, columns: [String], rows: [[String]], footer: [String] = []) {
        self.value = value
        self.title = title
        self.columns = columns
        self.rows = rows
        self.footer = footer
    }
}
