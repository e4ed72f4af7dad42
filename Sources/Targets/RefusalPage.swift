/// What a web server itself says where it asks no runtime: one page in all languages of the runtime's answers.
///
/// In ASCII and without double quotes, so that it needs no encoding and fits between those of a server's language.
enum RefusalPage {
    /// By status; of the texts of runtime/vmoodle/Texts.php.
    static let all: [(status: Int, page: [UInt8])] = texts.map { status, texts in (status, page(status, texts)) }

    private static let texts: [(Int, [(language: String, text: String)])] = [
        (
            403,
            [
                ("en", "This site is disabled."), ("fr", "Ce site est désactivé."),
                ("de", "Diese Website ist deaktiviert."), ("es", "Este sitio está desactivado."),
            ]
        ),
        (
            404,
            [
                ("en", "There is no site at this address."), ("fr", "Il n’y a pas de site à cette adresse."),
                ("de", "Unter dieser Adresse gibt es keine Website."), ("es", "No hay ningún sitio en esta dirección."),
            ]
        ),
        (
            410,
            [
                ("en", "This site has been closed."), ("fr", "Ce site a été fermé."),
                ("de", "Diese Website wurde geschlossen."), ("es", "Este sitio se ha cerrado."),
            ]
        ),
        (
            421,
            [
                ("en", "This server does not answer for this address."),
                ("fr", "Ce serveur ne répond pas pour cette adresse."),
                ("de", "Dieser Server ist für diese Adresse nicht zuständig."),
                ("es", "Este servidor no responde por esta dirección."),
            ]
        ),
        (
            503,
            [
                ("en", "This site is down for maintenance. Please try again in a few minutes."),
                ("fr", "Ce site est en maintenance. Veuillez réessayer dans quelques minutes."),
                (
                    "de",
                    "Diese Website wird gerade gewartet. Bitte versuchen Sie es in einigen Minuten erneut."
                ),
                ("es", "Este sitio está en mantenimiento. Vuelva a intentarlo dentro de unos minutos."),
            ]
        ),
    ]

    private static func page(_ status: Int, _ texts: [(language: String, text: String)]) -> [UInt8] {
        let paragraphs = texts.map { "<p lang='\($0.language)'>\(ascii($0.text))</p>" }.joined()
        return Array(
            """
            <!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>\
            <meta name='viewport' content='width=device-width, initial-scale=1'><meta name='robots' content='noindex'>\
            <title>\(status)</title><style>:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}\
            body{margin:20vh auto 0;max-width:36rem;padding:0 1rem;text-align:center}\
            h1{font-size:3rem;margin:0;opacity:.5}</style></head>\
            <body><h1>\(status)</h1>\(paragraphs)</body></html>
            """.utf8)
    }

    private static func ascii(_ text: String) -> String {
        text.unicodeScalars.map { $0.isASCII ? String($0) : "&#\($0.value);" }.joined()
    }
}
