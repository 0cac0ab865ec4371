/// How a picture's pixels become the tensor's pixels.
public enum Resampling: Sendable, Hashable, CaseIterable {
    /// A triangle filter: fine detail is averaged, not skipped, when shrinking.
    case antialiased
    /// OpenCV's `INTER_LINEAR` to the bit: four neighbours at any scale. For parity with pipelines that use it.
    case openCVLinear
}

extension Resampling {
    /// Half the base of the antialiased filter, in tensor pixels; 1 is what Pillow calls `BILINEAR`.
    ///
    /// Detectors are trained on pictures that were resized without a wide filter, and one tensor pixel blurs more than
    /// they are used to. On 188 photos of COCO val2017, mAP 50–95 with 1, with 0.65, and with OpenCV's bilinear:
    /// nanodet_m (416) .2279, .2324, .2322; yolox_nano (416) .2753, .2786, .2775; yolov8n (320) .2773, .2770, .2772.
    static let antialiasedWidth = 0.65
}
