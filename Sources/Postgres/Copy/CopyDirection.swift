/// Which way the data of a COPY flow.
enum CopyDirection {
    /// From the program: COPY … FROM STDIN.
    case `in`
    /// To the program: COPY … TO STDOUT.
    case out
}
