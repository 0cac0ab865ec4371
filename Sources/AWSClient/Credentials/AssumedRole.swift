/// A role to assume.
struct AssumedRole: Sendable, Hashable {
    /// The role's ARN.
    let arn: String
    /// What the session is called in logs.
    let sessionName: String
    /// What the role's owner asks of strangers.
    var externalID: String?
    /// How long the session lasts, in seconds; AWS decides where it is absent.
    var seconds: String?

    /// A role with this name for its session.
    init(arn: String, sessionName: String?) {
        self.arn = arn
        self.sessionName = sessionName ?? "apus-\(UTCTime.now.secondsSince1970)"
    }

    /// The role of a profile, or `nil` where it names none.
    ///
    /// - Throws: `credentials-invalid` where the role wants a code that somebody would have to type in.
    init?(_ profile: Profile) throws(AWSError) {
        guard let arn = profile["role_arn"] else { return nil }
        if profile["mfa_serial"] != nil {
            throw AWSError(
                .credentialsInvalid, "the profile \(profile.name) asks for a code (mfa_serial)",
                advice: "sign in with the AWS CLI and use its temporary credentials")
        }
        self.init(arn: arn, sessionName: profile["role_session_name"])
        externalID = profile["external_id"]
        seconds = profile["duration_seconds"]
    }
}
