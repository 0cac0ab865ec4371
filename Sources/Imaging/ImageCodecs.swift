import CImageCodecs

/// The libraries that pictures are read and written with.
public enum ImageCodecs {
    /// Names and versions of the libraries in this program.
    public static var versions: [(name: String, version: String)] {
        [
            ("libjpeg-turbo", String(cString: codec_jpeg_version())),
            ("libpng", String(cString: codec_png_version())),
            ("libwebp", String(cString: codec_webp_version())),
            ("zlib", String(cString: codec_zlib_version())),
        ]
    }
}
