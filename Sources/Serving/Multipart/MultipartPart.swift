/// One field of a form.
package struct MultipartPart: Sendable {
    /// The field's name.
    package let name: String
    /// The name that a file had where it came from; never a path to use.
    package let fileName: String?
    /// The content's media type in lower case without parameters, such as `image/jpeg`.
    package let contentType: String?
    /// The content, in the memory of the whole body.
    package let content: ArraySlice<UInt8>
}
