import KeyInputs
import TestSupport
import Testing

/// What `make fuzz` found worth keeping: host names and wildcards are read as the book says.
@Suite struct KeyInputsTests {
    @Test func everyInputOfTheCorpusIsWithoutFault() throws {
        let names = Repository.names(in: "Tests/Fuzz/Keys/corpus")
        #expect(names.count > 50)
        for name in names {
            let bytes = try Repository.bytes("Tests/Fuzz/Keys/corpus/\(name)")
            #expect(fault(ofInput: bytes) == nil, "\(name)")
        }
    }
}
