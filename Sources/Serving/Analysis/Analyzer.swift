import Imaging
import Inference
import JSONText
import Vision

/// Answers requests with the model.
struct Analyzer: Sendable {
    let configuration: ServiceConfiguration
    let models: ModelLoader
    let fetcher: any PictureFetcher
    /// The most bytes that the drawn pictures of one answer may have together: what an answer can carry, or what a
    /// result that is stored may cost in memory.
    let drawnBytes: Int

    /// What a request came to.
    struct Outcome: Sendable {
        /// The answer.
        var response: ServiceResponse
        /// The predictions that are in it.
        var predictions: [Prediction] = []
        /// The codes of pictures that failed.
        var failures: [String] = []
    }

    /// Answers a request in the form that it asks for.
    ///
    /// - Throws: ``ServingError``, `ImagingError`, `VisionError`, `InferenceError`, or what fetching throws.
    func answer(_ request: InferenceRequest, form: AnswerForm) async throws -> Outcome {
        let model = try await models.model()
        switch request.input {
        case .picture(let picture): return try await answer(picture, options: request.options, form: form, model)
        case .pictures(let pictures):
            guard form == .json else { throw ServingError.noPicture("several pictures are answered by JSON") }
            return try await answer(pictures, options: request.options, model)
        case .tensors(let tensors):
            guard form == .json else { throw ServingError.noPicture("tensors are answered by JSON") }
            let outputs = try await model.session.outputs(for: tensors.inputs, outputs: tensors.outputs)
            let answer = TensorAnswer(id: tensors.id, model: model.manifest.name, outputs: outputs)
            return Outcome(response: .json(try answer.json()))
        }
    }

    private func answer(
        _ picture: PictureInput, options: RequestOptions, form: AnswerForm, _ model: VisionModel
    ) async throws -> Outcome {
        let source = try await resolver.source(picture, for: model).fetched()
        let prediction = try await model.predict(source, options: options.prediction)
        if case .picture(let encoding) = form {
            let drawn = try await prediction.annotated(source, as: encoding, limits: model.limits)
            let response = ServiceResponse(contentType: encoding.mediaType, body: drawn, isText: false)
            return Outcome(response: response, predictions: [prediction])
        }
        let shown = try await shown(prediction, of: source, options: options)
        var writer = JSONWriter()
        try writer.object { try shown.write(to: &$0) }
        return Outcome(response: .json(writer.bytes), predictions: [prediction])
    }

    private var resolver: PictureResolver { PictureResolver(configuration: configuration, fetcher: fetcher) }
}

// MARK: - Several pictures

extension Analyzer {
    private func answer(
        _ pictures: [Result<PictureInput, ServingError>], options: RequestOptions, _ model: VisionModel
    ) async throws -> Outcome {
        let shown = try await shown(pictures, options: options, model)
        var outcome = Outcome(response: .empty(status: 200))
        var writer = JSONWriter()
        try writer.object { writer in
            writer.key("results")
            try writer.array { writer in
                for (picture, result) in zip(pictures, shown) {
                    try writer.object { writer in
                        switch result {
                        case .success(let shown):
                            outcome.predictions.append(shown.prediction)
                            try shown.write(to: &writer)
                        case .failure(let error):
                            let answer = ErrorAnswer(error)
                            outcome.failures.append(answer.loggedCode)
                            if let name = try? picture.get().name { writer.member("image_name", name) }
                            answer.write(to: &writer)
                        }
                    }
                }
            }
            writer.member("count", pictures.count)
        }
        outcome.response = .json(writer.bytes)
        return outcome
    }

    /// What each picture came to, in their order; one that fails stops no other.
    private func shown(
        _ pictures: [Result<PictureInput, ServingError>], options: RequestOptions, _ model: VisionModel
    ) async throws -> [Result<ShownPrediction, any Error>] {
        let sources = pictures.map { picture in
            Result { try resolver.source(picture.get(), for: model) }
        }
        let places = sources.indices.filter { (try? sources[$0].get()) != nil }
        let wanted = try places.map { try sources[$0].get() }
        var shown = sources.map { source in source.flatMap { _ in .failure(CancellationError()) as Shown } }
        var drawnBytes = 0
        try await model.predictEach(wanted, options: options.prediction) { turn, prediction in
            let source = wanted[turn]
            let result = await Self.result { try await self.shown(prediction.get(), of: source, options: options) }
            // What was fetched is needed no more: a batch holds as few pictures at a time as it can.
            await source.forget()
            drawnBytes += (try? result.get())?.picture?.bytes.count ?? 0
            guard drawnBytes <= self.drawnBytes else { throw ServingError.drawnTooLarge(limit: self.drawnBytes) }
            shown[places[turn]] = result
        }
        return shown
    }

    private typealias Shown = Result<ShownPrediction, any Error>

    private static func result(_ work: () async throws -> ShownPrediction) async -> Shown {
        do {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }

    /// A prediction with its drawn picture, where that is asked for.
    private func shown(
        _ prediction: Prediction, of source: ImageSource, options: RequestOptions
    ) async throws -> ShownPrediction {
        guard let encoding = options.annotated else { return ShownPrediction(prediction: prediction) }
        let drawn = try await prediction.annotated(source, as: encoding, limits: configuration.limits.image)
        return ShownPrediction(prediction: prediction, picture: (encoding, drawn))
    }
}

extension ServingError {
    /// The drawn pictures of a batch are more than its answer can hold.
    fileprivate static func drawnTooLarge(limit: Int) -> ServingError {
        ServingError(
            .answerTooLarge, "the drawn pictures are too large for one answer", expected: "at most \(limit) bytes",
            advice: "ask for JPEG, for fewer pictures, or for none drawn")
    }
}
