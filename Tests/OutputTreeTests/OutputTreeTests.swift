import OutputTree
import Testing

@Suite struct OutputTreeTests {
    private func tree(_ files: [OutputFile]) -> OutputTree {
        OutputTree(files: files, stored: [], runtime: [])
    }

    @Test func releaseIsNamedByItsContentAndNothingElse() {
        let (a, b) = (OutputFile(path: "a", bytes: [1]), OutputFile(path: "b", bytes: [2]))
        #expect(tree([a, b]).releaseID == tree([b, a]).releaseID)
        #expect(tree([a]).releaseID != tree([a, b]).releaseID)
        #expect(tree([a]).releaseID != tree([OutputFile(path: "a", bytes: [2])]).releaseID)
        #expect(tree([a]).releaseID != tree([OutputFile(path: "c", bytes: [1])]).releaseID)
        #expect(tree([a]).releaseID.utf8.count == 32)
    }

    @Test func storedFileIsNamedByItsContent() {
        let file = StoredFile(in: "fragments", bytes: Array("abc".utf8))
        #expect(file.file.path == "fragments/ba/7816bf8f01cfea414140de5dae2223.php")
        #expect(StoredFile.path(of: file.reference[...], in: "fragments") == file.file.path)
    }

    @Test func sameContentIsStoredOnce() {
        let file = StoredFile(in: "fragments", bytes: [1])
        #expect(OutputTree(files: [], stored: [file, file], runtime: []).stored.count == 1)
    }
}
