import HostTable
import Registry
import Template

extension Fragment {
    /// The crc32 of the serialized list of format, id, settings and files: docs/resolution.md §5.
    ///
    /// - Parameter output: what is behind its end is written over.
    mutating func makeSum(behind output: inout ByteBuffer) -> UInt32 {
        let host = current
        let start = output.count
        var text = PHPSerialization()
        text.beginArray(4, in: &output)
        text.write(0, to: &output)
        text.write(plain: Self.format, to: &output)
        text.write(1, to: &output)
        host.withBytes(of: .id) { text.write($0, to: &output) }
        text.write(2, to: &output)
        text.beginArray(settings.count, in: &output)
        for setting in settings {
            writeName(of: setting, with: &text, to: &output)
            writeValue(of: setting, of: host, with: &text, to: &output)
        }
        text.endArray(in: &output)
        text.write(3, to: &output)
        appendFiles(of: host, to: &output, &text)
        text.endArray(in: &output)
        precondition(text.openArrays == 0, "PHP would read no array that does not end")
        let made = output.withBytes(from: start) { CRC32.of($0) }
        output.truncate(to: start)
        sum = made
        return made
    }

    private mutating func appendFiles(of host: Host, to output: inout ByteBuffer, _ text: inout PHPSerialization) {
        text.beginArray(files.count + innerFiles.count, in: &output)
        for file in files {
            text.write(stringTo: &output) { file.writeName(for: host, to: &$0) }
            text.write(stringTo: &output) { file.writePath(for: host, to: &$0) }
        }
        for (number, file) in innerFiles.enumerated() {
            text.write(number, to: &output)
            text.write(listOf: 2, to: &output) { item, text, output in
                if item == 0 { text.write(file.path, to: &output) } else { write(file.keys, with: &text, to: &output) }
            }
        }
        text.endArray(in: &output)
    }
}
