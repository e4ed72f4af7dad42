import Diagnostics

/// A map of a document, or the same map in several layers with the one that wins first.
///
/// Asking for a field merges: maps deeply, lists and single values by the winning layer, `null` takes away what lies below.
struct Layers {
    /// Root nodes of the layers' maps, the winning one first.
    private(set) var maps: [Int]
    let document: Document

    init(_ maps: [Int], in document: Document) {
        self.maps = maps
        self.document = document
    }

    /// The value node of a field, or nil if no layer has it or the winning one is `null`.
    func value(_ name: StaticString, in reader: FieldReader) -> Int? {
        reader.known(name)
        var winner: Int?
        for map in maps {
            guard let value = find(name, in: map), winner == nil else { continue }
            winner = value
        }
        return winner.flatMap { document.isNull($0) ? nil : $0 }
    }

    /// The layers of a field that is a map; nil if no layer has it or the winning one is `null`.
    func map(_ name: StaticString, reading reader: FieldReader) -> Layers? {
        reader.known(name)
        var found: [Int] = []
        var isHidden = false
        for map in maps {
            guard let value = find(name, in: map), !isHidden else { continue }
            if document.isNull(value) {
                isHidden = true
            } else if document.node(value).kind == .map {
                found.append(value)
            } else {
                reader.wrongType(value, "a map", of: name)
                isHidden = true
            }
        }
        return found.isEmpty ? nil : Layers(found, in: document)
    }

    /// Marks the field as known in this layer even if a higher one wins.
    @inline(__always)
    private func find(_ name: StaticString, in map: Int) -> Int? {
        var key = map + 1
        let end = Int(document.node(map).end)
        while key < end {
            if document.equals(key, name) {
                document.markUsed(key)
                return key + 1
            }
            key = Int(document.node(key + 1).end)
        }
        return nil
    }
}
