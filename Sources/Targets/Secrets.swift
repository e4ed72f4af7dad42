import Registry

/// The secrets that the compiler gets from elsewhere, by where it gets them.
public struct Secrets: Sendable, ExpressibleByDictionaryLiteral {
    private var known: [SecretReference: Secret]?

    /// A stand-in for every secret, those that the registry holds itself among them: for what people look at, and for checks.
    public static let hidden = Secrets(known: nil)
    private static let standIn = Secret(Array("(secret)".utf8))

    private init(known: [SecretReference: Secret]?) { self.known = known }

    public init(dictionaryLiteral elements: (SecretReference, Secret)...) {
        known = Dictionary(elements) { first, _ in first }
    }

    public subscript(reference: SecretReference) -> Secret? {
        get { known.map { $0[reference] } ?? Self.standIn }
        set { known?[reference] = newValue }
    }

    /// What a secret that the registry holds is written as.
    func written(_ literal: Secret) -> Secret { known == nil ? Self.standIn : literal }
}
