import Diagnostics
import Registry
@_spi(Testing) import RegistryYAML

/// What libFuzzer calls with each input: a registry is read, or refused with an error; its layout stays what it says.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let file = SourceFile(name: "input", bytes: Array(UnsafeBufferPointer(start: bytes, count: count)))
    var diagnostics = Diagnostics()
    let registry = Registry(yaml: file, reporting: &diagnostics)
    precondition((registry == nil) == diagnostics.hasErrors, "refused without an error, or taken with one")
    // Every finding can be shown.
    for diagnostic in diagnostics.sorted.prefix(20) { precondition(!diagnostic.text.isEmpty) }
    var fourth = Diagnostics()
    let (inPieces, _) = Registry.read(file, byPiecesOf: 32, reporting: &fourth)
    precondition(
        inPieces?.hosts.map(\.id.value) == registry?.hosts.map(\.id.value) && fourth.sorted == diagnostics.sorted,
        "another registry by the piece")
    if case .differs(let how) = LineReadingCheck(file) { preconditionFailure(how) }
    var second = Diagnostics()
    let formatted = FormattedRegistry(file, reporting: &second)
    precondition((formatted == nil) == second.hasErrors, "laid out with an error, or not laid out without one")
    guard registry != nil, let formatted else { return 0 }
    var third = Diagnostics()
    let again = Registry(yaml: SourceFile(name: "formatted", bytes: formatted.bytes), reporting: &third)
    precondition(again?.hosts.count == registry?.hosts.count, "another layout made another registry")
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// SwiftPM gives an executable's entry this name; libFuzzer brings the real `main`'s work.
@_cdecl("Fuzz_main")
public func fuzzMain(
    _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments, testOneInput)
}
