import Digests

/// A file named by its content.
public struct StoredFile: Sendable {
    public let folder: String
    public let name: Digest
    public let file: OutputFile

    /// 32 lower-case hex digits.
    public var reference: [UInt8] { name.hexadecimal }

    /// `FOLDER/ab/cdef….php`
    ///
    /// - Parameter inputs: of all that it was made from.
    public init(
        in folder: String, bytes: [UInt8], access: OutputFile.Access = .everyone, inputs: Digest? = nil
    ) {
        self.folder = folder
        name = Digest(of: bytes)
        file = OutputFile(
            path: Self.path(of: name.hexadecimal[...], in: folder), bytes: bytes, access: access, inputs: inputs)
    }

    /// The same of one that is made again when its bytes are asked for.
    public init(
        in folder: String, remaking bytes: [UInt8], access: OutputFile.Access, inputs: Digest?,
        by make: @escaping @Sendable (Renderings) -> [UInt8]
    ) {
        self.folder = folder
        name = Digest(of: bytes)
        file = OutputFile(
            path: Self.path(of: name.hexadecimal[...], in: folder), remaking: bytes.count, of: name, access: access,
            inputs: inputs, by: make)
    }

    public static func path(of reference: ArraySlice<UInt8>, in folder: String) -> String {
        let digits = String(decoding: reference, as: UTF8.self)
        return "\(folder)/\(digits.prefix(2))/\(digits.dropFirst(2)).php"
    }
}
