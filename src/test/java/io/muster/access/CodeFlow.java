package io.muster.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.platform.Sha256;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The authorization code flow as a strict provider has it: a form that asks for a name, codes that are good once, PKCE by
 * S256, and a client that proves itself. The name decides what the ID token says.
 */
final class CodeFlow {

    static final String CLIENT = "muster-pages";
    static final String CLIENT_SECRET = "a client's secret, known to both";

    /** Has no role in Muster, and a name that would be markup. */
    static final String STRANGER = "<img src=x onerror=alert(1)>";

    /** Gets a token that is made out to another client. */
    static final String MISLED = "of another audience";

    /** Gets a token that answers another question. */
    static final String REPLAYED = "of another nonce";

    private final String issuer;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    CodeFlow(String issuer, HttpServer server) {
        this.issuer = issuer;
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/end", this::end);
    }

    private void authorize(HttpExchange call) throws IOException {
        if (call.getRequestMethod().equals("GET")) {
            ask(call, parameters(call.getRequestURI().getRawQuery()));
        } else {
            sendBack(call, parameters(new String(call.getRequestBody().readAllBytes(), UTF_8)));
        }
    }

    private static void ask(HttpExchange call, Map<String, String> asked) throws IOException {
        boolean good = CLIENT.equals(asked.get("client_id"))
                && "code".equals(asked.get("response_type"))
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.containsKey("nonce")
                && List.of(asked.get("scope").split(" ", -1)).contains("openid");
        String fields = asked.entrySet().stream()
                .map(field -> "<input type=hidden name='" + field.getKey() + "' value='" + field.getValue() + "'>")
                .collect(Collectors.joining());
        answer(
                call,
                good ? 200 : 400,
                "text/html",
                "<title>Provider</title><link rel=icon href='data:,'><h1>Who are you?</h1><form method=post>" + fields
                        + "<input name=user><button>Continue</button></form>");
    }

    private void sendBack(HttpExchange call, Map<String, String> asked) throws IOException {
        String code = UUID.randomUUID().toString();
        codes.put(code, asked);
        redirect(call, asked.get("redirect_uri") + "?state=" + encoded(asked.get("state")) + "&code=" + code);
    }

    private void token(HttpExchange call) throws IOException {
        Map<String, String> given = parameters(new String(call.getRequestBody().readAllBytes(), UTF_8));
        Map<String, String> asked = codes.remove(String.valueOf(given.get("code")));
        if (!isClient(call.getRequestHeaders().getFirst("Authorization"))) {
            answer(call, 401, "application/json", "{\"error\": \"invalid_client\"}");
        } else if (asked == null
                || !asked.get("redirect_uri").equals(given.get("redirect_uri"))
                || !asked.get("code_challenge").equals(challenge(String.valueOf(given.get("code_verifier"))))) {
            answer(call, 400, "application/json", "{\"error\": \"invalid_grant\"}");
        } else {
            answer(call, 200, "application/json", """
                    {"id_token": "%s", "access_token": "opaque", "token_type": "Bearer", "expires_in": 300}""".formatted(idToken(asked)));
        }
    }

    private static boolean isClient(String authorization) {
        return Arrays.asList(basic(CLIENT + ":" + CLIENT_SECRET), basic(encoded(CLIENT) + ":" + encoded(CLIENT_SECRET)))
                .contains(authorization);
    }

    private String idToken(Map<String, String> asked) {
        String user = asked.get("user");
        JwtClaimsBuilder claims = Jwt.claims()
                .issuer(issuer)
                .audience(user.equals(MISLED) ? "another-client" : CLIENT)
                .subject("subject-of-" + user)
                .preferredUserName(user.equals(STRANGER) ? user : "ann." + user)
                .claim("nonce", user.equals(REPLAYED) ? "another" : asked.get("nonce"))
                .claim("realm_access", Map.of("roles", List.of("muster-" + user)))
                .claim("muster_accounts", user.equals("admin") ? List.of("*") : List.of(AccessSettings.SHOP))
                .issuedAt(Instant.now())
                .expiresAt(Instant.now().plusSeconds(300));
        return claims.jws().keyId(Tokens.KEY_ID).sign(Keys.signing());
    }

    private void end(HttpExchange call) throws IOException {
        redirect(call, parameters(call.getRequestURI().getRawQuery()).get("post_logout_redirect_uri"));
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier.getBytes(UTF_8)));
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        return parameters;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static void redirect(HttpExchange call, String address) throws IOException {
        call.getResponseHeaders().set("Location", address);
        answer(call, 302, "text/plain", "");
    }

    private static void answer(HttpExchange call, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        try (call) {
            call.getResponseHeaders().set("Content-Type", type);
            call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
        }
    }
}
