package io.muster.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;

/** A provider of identities on the loopback interface: it tells where its keys are, and its keys, and signs people in. */
final class Issuer implements AutoCloseable {

    private final HttpServer server;

    /** Begins to answer on the port; 0 for one that is free. */
    Issuer(int port, RSAPublicKey key) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String url = url(server.getAddress().getPort());
        answer("/.well-known/openid-configuration", """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token",
                 "authorization_endpoint": "%1$s/authorize", "end_session_endpoint": "%1$s/end"}""".formatted(url));
        answer("/keys", keys(key));
        new CodeFlow(url, server);
        server.start();
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    String url() {
        return url(server.getAddress().getPort());
    }

    private void answer(String path, String json) {
        server.createContext(path, call -> send(call, json.getBytes(UTF_8)));
    }

    private static void send(HttpExchange call, byte[] json) throws IOException {
        try (call) {
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(200, json.length);
            call.getResponseBody().write(json);
        }
    }

    private static String keys(RSAPublicKey key) {
        RsaJsonWebKey jwk = new RsaJsonWebKey(key);
        jwk.setKeyId(Tokens.KEY_ID);
        jwk.setAlgorithm("RS256");
        jwk.setUse("sig");
        return new JsonWebKeySet(jwk).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
