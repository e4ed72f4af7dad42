import TestSupport
import Testing
import URLInputs

/// What `make fuzz` found worth keeping: URLs are read as the book says.
@Suite struct URLInputsTests {
    @Test func everyInputOfTheCorpusIsWithoutFault() throws {
        let names = Repository.names(in: "Tests/Fuzz/URLs/corpus")
        #expect(names.count > 50)
        for name in names {
            let bytes = try Repository.bytes("Tests/Fuzz/URLs/corpus/\(name)")
            #expect(fault(ofInput: bytes) == nil, "\(name)")
        }
    }
}
