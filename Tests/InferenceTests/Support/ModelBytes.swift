/// Writes protobuf messages, right or wrong, for models that no exporter would make.
///
/// Field numbers are those of onnx.proto3.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    mutating func varint(_ field: Int, _ value: Int) {
        append(UInt64(field) << 3)
        append(UInt64(bitPattern: Int64(value)))
    }

    mutating func message(_ field: Int, _ content: [UInt8]) {
        append(UInt64(field) << 3 | 2)
        append(UInt64(content.count))
        bytes += content
    }

    mutating func text(_ field: Int, _ text: String) { message(field, Array(text.utf8)) }

    private mutating func append(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// The bytes that `write` makes.
    static func bytes(_ write: (inout ProtobufWriter) -> Void) -> [UInt8] {
        var writer = ProtobufWriter()
        write(&writer)
        return writer.bytes
    }
}

/// Parts of an ONNX model, as bytes.
enum ModelBytes {
    /// A model of opset 17 whose graph has these parts.
    static func model(
        nodes: [[UInt8]], inputs: [[UInt8]] = [], outputs: [[UInt8]] = [], initializers: [[UInt8]] = []
    ) -> [UInt8] {
        let graph = ProtobufWriter.bytes { graph in
            for node in nodes { graph.message(1, node) }
            graph.text(2, "graph")
            for tensor in initializers { graph.message(5, tensor) }
            for input in inputs { graph.message(11, input) }
            for output in outputs { graph.message(12, output) }
        }
        return ProtobufWriter.bytes { model in
            model.varint(1, 8)
            model.message(7, graph)
            model.message(8, ProtobufWriter.bytes { $0.varint(2, 17) })
        }
    }

    /// A model of one initialiser and `y = Relu(x)`.
    static func relu(initializer: [UInt8]) -> [UInt8] {
        model(
            nodes: [node("Relu", ["x"], ["y"])], inputs: [tensor("x", [2])], outputs: [tensor("y", [2])],
            initializers: [initializer])
    }

    static func node(_ operation: String, _ inputs: [String], _ outputs: [String], attribute: [UInt8]? = nil) -> [UInt8]
    {
        ProtobufWriter.bytes { node in
            for input in inputs { node.text(1, input) }
            for output in outputs { node.text(2, output) }
            node.text(4, operation)
            if let attribute { node.message(5, attribute) }
        }
    }

    /// Value info of a tensor; no dimensions means an unknown rank.
    static func tensor(_ name: String, type: Int = 1, _ dimensions: [Int]?) -> [UInt8] {
        let shape = dimensions.map { dimensions in
            ProtobufWriter.bytes { shape in
                for dimension in dimensions { shape.message(1, ProtobufWriter.bytes { $0.varint(1, dimension) }) }
            }
        }
        let tensor = ProtobufWriter.bytes { tensor in
            tensor.varint(1, type)
            if let shape { tensor.message(2, shape) }
        }
        return ProtobufWriter.bytes { value in
            value.text(1, name)
            value.message(2, ProtobufWriter.bytes { $0.message(1, tensor) })
        }
    }

    /// A weight; `data` writes its numbers.
    static func initializer(
        _ name: String, type: Int = 1, dimensions: [Int] = [], data: (inout ProtobufWriter) -> Void = { _ in }
    ) -> [UInt8] {
        ProtobufWriter.bytes { tensor in
            for dimension in dimensions { tensor.varint(1, dimension) }
            tensor.varint(2, type)
            tensor.text(8, name)
            data(&tensor)
        }
    }

    /// A weight of four bytes that lie in a file.
    static func external(_ name: String, location: String) -> [UInt8] {
        initializer(name, dimensions: [1]) { tensor in
            for (key, value) in [("location", location), ("offset", "0"), ("length", "4")] {
                let entry = ProtobufWriter.bytes { entry in
                    entry.text(1, key)
                    entry.text(2, value)
                }
                tensor.message(13, entry)
            }
            tensor.varint(14, 1)
        }
    }
}
