package io.muster.ui;

import io.muster.platform.OidcConfig;
import io.muster.platform.identity.SignIn;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;

/** The sign-in page: a document without scripts. */
@ApplicationScoped
class SignInPage {

    static final String TEMPLATE = "sign-in.html";

    private static final String HIDDEN = " hidden";

    private final String template = UiFile.of(TEMPLATE).plain().toString();
    private final SignIn signIn;
    private final String provider;

    SignInPage(SignIn signIn, OidcConfig oidc) {
        this.signIn = signIn;
        this.provider = oidc.issuer().map(SignInPage::host).orElse("");
    }

    /**
     * The page as HTML.
     *
     * @param refusal why the last attempt was refused; null for none
     */
    String html(@Nullable String refusal) {
        Map<String, String> values = Map.of(
                "refusal", escaped(refusal == null ? "" : refusal),
                "refusal-hidden", refusal == null ? HIDDEN : "",
                "passwords-hidden", signIn.byPassword() ? "" : HIDDEN,
                "provider-hidden", signIn.byProvider() ? "" : HIDDEN,
                "provider", escaped(provider));
        // each placeholder once, from the left: the text of a value is not searched again
        StringBuilder page = new StringBuilder();
        int done = 0;
        for (int at = template.indexOf("${"); at >= 0; at = template.indexOf("${", done)) {
            int end = template.indexOf('}', at);
            page.append(template, done, at).append(values.get(template.substring(at + 2, end)));
            done = end + 1;
        }
        return page.append(template, done, template.length()).toString();
    }

    private static String host(String issuer) {
        String host = URI.create(issuer).getHost();
        return host == null ? issuer : host;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
