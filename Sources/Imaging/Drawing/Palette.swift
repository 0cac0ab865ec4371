/// Colours of classes: vivid, the same on every run, neighbours far apart.
public enum Palette {
    /// The colour of a class.
    ///
    /// Hues go round by the golden angle, so that any first few numbers are spread over the whole circle; every second
    /// and third class is also deeper or paler than its neighbours.
    public static func color(ofClass id: Int) -> Color {
        let index = Double(UInt(bitPattern: id) % 1_000_003)
        let turn = (index * 0.618_033_988_749_895 + 0.03).truncatingRemainder(dividingBy: 1)
        let saturation = [0.85, 0.65, 0.95][Int(index) % 3]
        let value = [1.0, 0.85][Int(index) % 2]
        return Color(hue: turn, saturation: saturation, value: value)
    }
}

extension Color {
    /// A colour of the HSV cone; all three parts are 0…1.
    fileprivate init(hue: Double, saturation: Double, value: Double) {
        func level(_ offset: Double) -> UInt8 {
            let distance = (offset + hue * 6).truncatingRemainder(dividingBy: 6)
            let part = value * (1 - saturation * max(0, min(distance, 4 - distance, 1)))
            return UInt8((part * 255).rounded())
        }
        self.init(red: level(5), green: level(3), blue: level(1))
    }

    /// Black or white: which reads better on this colour, by its ITU-R 601 luma.
    var readableInk: Color {
        let luma = 299 * Int(red) + 587 * Int(green) + 114 * Int(blue)
        return luma > 140_000 ? .black : .white
    }
}
