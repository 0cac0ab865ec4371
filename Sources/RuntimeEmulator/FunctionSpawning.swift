import Diagnosis

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

#if canImport(Darwin)
private typealias FileActions = posix_spawn_file_actions_t?
private typealias Attributes = posix_spawnattr_t?
#else
private typealias FileActions = posix_spawn_file_actions_t
private typealias Attributes = posix_spawnattr_t
#endif

/// Starts a program in a process group of its own, with default signals and nothing of ours open but the pipes.
///
/// - Throws: `RuntimeEmulatorError` with `function-unstartable`.
func spawnFunction(
    _ command: [String], _ variables: [String: String], output: OutputPipe, errors: OutputPipe
) throws(RuntimeEmulatorError) -> pid_t {
    #if canImport(Darwin)
    var (actions, attributes) = (FileActions.none, Attributes.none)
    #else
    var (actions, attributes) = (FileActions(), Attributes())
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }
    connect(&actions, output: output, errors: errors)
    separate(&attributes)
    let arguments = command.map { strdup($0) } + [nil]
    let environment = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { (arguments + environment).forEach { free($0) } }
    var identifier = pid_t()
    let code = posix_spawnp(&identifier, command.first ?? "", &actions, &attributes, arguments, environment)
    guard code == 0 else {
        throw RuntimeEmulatorError(
            .functionUnstartable, "\(Diagnosis.excerpt(command.first ?? "an empty command")) cannot be started",
            found: String(cString: strerror(code)))
    }
    return identifier
}

/// Connects the standard streams, and leaves nothing else open; Darwin has an attribute for the latter.
private func connect(_ actions: inout FileActions, output: OutputPipe, errors: OutputPipe) {
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writeEnd, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.writeEnd, STDERR_FILENO)
    #if !canImport(Darwin)
    for descriptor in OpenFiles.descriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }
    #endif
}

/// Gives the program a process group of its own, and signals as programs expect them.
private func separate(_ attributes: inout Attributes) {
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    #if canImport(Darwin)
    flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
    #endif
    posix_spawnattr_setflags(&attributes, Int16(flags))
}
