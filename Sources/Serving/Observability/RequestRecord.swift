import AWSClient
package import Imaging
package import Vision

/// What is remembered of a request for logs and metrics: numbers and names, and never a picture or an address.
package struct RequestRecord: Sendable {
    /// The invocation's id, by which Lambda's own lines name it.
    package var id: String
    /// What a service before the function calls the request, where it is another name.
    package var senderID: String?
    /// What carried it, such as `http`, `direct` or `aws:sqs`.
    package var sender: String
    /// The header of the tracing that the request is part of, where there is one.
    package var trace: String?
    /// Method and route, such as `POST /analyze`; empty where there is none.
    package var route = ""
    /// The status of the answer.
    package var status = 200
    /// Codes of what failed: of the request, or of pictures in it.
    package var failures: [String] = []
    /// Bytes that came.
    package var bytesIn = 0
    /// Bytes that went.
    package var bytesOut = 0
    /// What was found.
    package var predictions: [PredictionSummary] = []
    /// Milliseconds from the request to the answer.
    package var milliseconds = 0.0
    /// Whether it is the first of this process, be it a request or a warm-up.
    package var isCold = false
    /// What whoever reads the log should know beside; `nil` where all is as it should be.
    package var note: String?

    /// Begins a record.
    package init(id: String, sender: String) {
        self.id = id
        self.sender = sender
        trace = RequestTrace.header
    }

    /// What is remembered of one prediction.
    package struct PredictionSummary: Sendable {
        /// The picture's size in pixels.
        package var imageSize: ImageSize
        /// How many objects were found.
        package var detectionCount: Int
        /// Where the time went.
        package var timings: Timings
        /// The model's name.
        package var model: String

        /// Joins the facts.
        package init(imageSize: ImageSize, detectionCount: Int, timings: Timings, model: String) {
            self.imageSize = imageSize
            self.detectionCount = detectionCount
            self.timings = timings
            self.model = model
        }

        /// Remembers a prediction.
        init(_ prediction: Prediction) {
            imageSize = prediction.imageSize
            timings = prediction.timings
            model = prediction.model
            switch prediction.content {
            case .detections(let detections): detectionCount = detections.count
            }
        }
    }
}

/// Where records of requests go.
package protocol RequestJournal: Sendable {
    /// Takes in the record of a request that has been answered.
    ///
    /// - Parameters:
    ///   - record: What happened.
    ///   - error: What went wrong inside, for the log only.
    func add(_ record: RequestRecord, error: (any Error)?)
}
