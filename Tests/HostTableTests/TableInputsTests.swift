import TableInputs
import TestSupport
import Testing

/// What `make fuzz` found worth keeping: altered tables give the right answer or damage.
@Suite struct TableInputsTests {
    @Test func everyInputOfTheCorpusIsWithoutFault() throws {
        let names = Repository.names(in: "Tests/Fuzz/Table/corpus")
        #expect(names.count > 50)
        for name in names {
            let bytes = try Repository.bytes("Tests/Fuzz/Table/corpus/\(name)")
            #expect(fault(ofInput: bytes) == nil, "\(name)")
        }
    }
}
