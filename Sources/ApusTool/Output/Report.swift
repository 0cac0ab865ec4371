/// A result in both of its forms: a value for programs, and a table for people and spreadsheets.
///
/// Texts are as they came; what is written for people escapes them.
struct Report {
    /// What programs read: the JSON forms.
    let value: any Encodable
    /// The line above the table.
    let title: String
    /// The column that tells many reports' rows apart: spreadsheets have it on every row, people in the title.
    let key: Key?
    /// Names of the table's columns.
    let columns: [String]
    /// The table's cells, a row each.
    let rows: [[String]]
    /// The lines below the table.
    let footer: [String]

    /// A column with the same value on every row of a report.
    struct Key {
        let column: String
        let value: String
    }

    /// Joins both forms.
    init(
        _ value: any Encodable, title: String = "", key: Key? = nil, columns: [String], rows: [[String]],
        footer: [String] = []
    ) {
        self.value = value
        self.title = title
        self.key = key
        self.columns = columns
        self.rows = rows
        self.footer = footer
    }

    /// The table as spreadsheets read it.
    var records: (header: [String], rows: [[String]]) {
        guard let key else { return (columns, rows) }
        return ([key.column] + columns, rows.map { [key.value] + $0 })
    }
}
