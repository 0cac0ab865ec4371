/// The separate worlds of AWS, each with a domain of its own.
package enum Partition: String, Sendable, CaseIterable {
    /// The commercial regions.
    case aws
    /// China.
    case china = "aws-cn"
    /// The United States' government.
    case unitedStatesGovernment = "aws-us-gov"
    /// The European sovereign cloud.
    case europeanSovereign = "aws-eusc"

    /// The partition that a region's name says it is in.
    package init(region: String) {
        self =
            if region.hasPrefix("cn-") {
                .china
            } else if region.hasPrefix("us-gov-") {
                .unitedStatesGovernment
            } else if region.hasPrefix("eusc-") {
                .europeanSovereign
            } else {
                .aws
            }
    }

    /// The end of its services' hosts.
    package var domain: String {
        switch self {
        case .aws, .unitedStatesGovernment: "amazonaws.com"
        case .china: "amazonaws.com.cn"
        case .europeanSovereign: "amazonaws.eu"
        }
    }
}
