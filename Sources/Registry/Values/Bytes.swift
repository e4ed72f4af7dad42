/// Letters, digits and `_`.
func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == 0x5F }

func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

func isLowercase(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

func isUppercase(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// A whole number of up to nine digits without a sign and without a leading zero.
func decimal(_ bytes: some Collection<UInt8>) -> Int? {
    guard (1...9).contains(bytes.count), bytes.allSatisfy(isDigit), bytes.count == 1 || bytes.first != 0x30 else {
        return nil
    }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
}
