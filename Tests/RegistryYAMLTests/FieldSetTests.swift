import Testing

@testable import RegistryYAML

@Suite struct FieldSetTests {
    @Test func aSetHasTheFieldsThatWerePutThere() {
        let numbers = [0, 1, 63, 64, 127, 128, 129, 191, 255]
        let set = FieldSet(fields: numbers)
        #expect(set.numbers == numbers)
        for field in 0..<256 { #expect(set.contains(field) == numbers.contains(field)) }
        #expect((~set).numbers == (0..<256).filter { !numbers.contains($0) })
        #expect((set & FieldSet(fields: 64..<129)).numbers == [64, 127, 128])
        #expect((set & ~set).isEmpty && !set.isEmpty && FieldSet(field: 128) != FieldSet(field: 0))
        #expect(FieldSet.all.numbers == Array(0..<256) && FieldSet.empty.numbers == [])
    }

    @Test func allFieldsHaveTheirPlace() { #expect(HostField.allCases.count <= 256) }
}
