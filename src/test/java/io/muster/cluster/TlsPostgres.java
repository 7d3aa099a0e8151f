package io.muster.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.muster.platform.ServerKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;

/** A PostgreSQL that lets in nobody who does not speak TLS. Its certificate is for the name {@code localhost} alone. */
final class TlsPostgres implements AutoCloseable {

    private static final String TLS_ALONE = """
            hostssl   all all all trust
            hostnossl all all all reject
            """;

    private final EmbeddedPostgres server;
    private final Path certificate;

    private TlsPostgres(EmbeddedPostgres server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    static TlsPostgres start(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        KeyStore keys = ServerKeys.create(directory.resolve("keys.p12"));
        Path key = pem(
                directory.resolve("server.key"),
                "PRIVATE KEY",
                keys.getKey(ServerKeys.ALIAS, ServerKeys.PASSWORD.toCharArray()).getEncoded());
        Path certificate = pem(
                directory.resolve("server.crt"),
                "CERTIFICATE",
                keys.getCertificate(ServerKeys.ALIAS).getEncoded());
        Path access = Files.writeString(directory.resolve("pg_hba.conf"), TLS_ALONE);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_key_file", key.toString())
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("hba_file", access.toString())
                .setServerConfig("fsync", "off")
                .start();
        return new TlsPostgres(server, certificate);
    }

    int port() {
        return server.getPort();
    }

    /** It is its own authority. */
    Path rootCertificate() {
        return certificate;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static Path pem(Path file, String type, byte[] content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n", US_ASCII);
    }
}
