package io.muster.access;

import io.muster.launch.TestDatabase;
import io.muster.platform.FreePorts;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Muster with locked doors: an issuer of tokens and a file of users, over a demo estate in a database of its own. */
public final class AccessSettings implements QuarkusTestResourceLifecycleManager {

    static final String SHOP = "222222222222";
    static final String STAGING = "333333333333";
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** Of every static user. */
    public static final String PASSWORD = "correct horse battery staple";

    private static final String ISSUER = "muster.access.issuer";
    private static final int COST = 10;

    private Issuer issuer;

    static String issuer() {
        return System.getProperty(ISSUER);
    }

    /** Across class loaders. */
    static void tellIssuer(String url) {
        System.setProperty(ISSUER, url);
    }

    @Override
    public Map<String, String> start() {
        issuer = new Issuer(0, Keys.published());
        tellIssuer(issuer.url());
        int demo = FreePorts.next();
        Map<String, String> settings = new HashMap<>(database());
        settings.put("muster.demo.enabled", "true");
        settings.put("muster.demo.port", String.valueOf(demo));
        settings.put("muster.aws.endpoint", "http://127.0.0.1:" + demo);
        settings.put("muster.auth.enabled", "true");
        settings.put("muster.auth.oidc.issuer", issuer.url());
        settings.put("muster.auth.oidc.audience", Tokens.AUDIENCE);
        settings.put("muster.auth.oidc.roles-claim", "realm_access/roles");
        settings.put("muster.auth.oidc.viewer-roles", "muster-viewer");
        settings.put("muster.auth.oidc.operator-roles", "muster-operator,another-name");
        settings.put("muster.auth.oidc.admin-roles", "muster-admin");
        settings.put("muster.auth.oidc.accounts-claim", "muster_accounts");
        settings.put("muster.auth.oidc.sign-in.client-id", CodeFlow.CLIENT);
        settings.put("muster.auth.oidc.sign-in.client-secret", CodeFlow.CLIENT_SECRET);
        settings.put("muster.auth.sign-in.secret", SECRET);
        settings.put("muster.auth.users-file", usersFile().toString());
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.management.port", String.valueOf(FreePorts.next()));
        return settings;
    }

    static Path usersFile() {
        String hash = BcryptUtil.bcryptHash(PASSWORD, COST);
        try {
            Path file = Files.createTempFile("muster-users-", ".txt");
            file.toFile().deleteOnExit();
            return Files.write(
                    file,
                    List.of(
                            "# made by a test",
                            "",
                            "grafana:" + hash + ":viewer:*",
                            "root:" + hash.replace("$2a$", "$2y$") + ":admin:*",
                            "shop-team:" + hash + ":operator: " + SHOP + " , 444444444444",
                            "payments:" + hash + ":viewer:tag:team=payments,ou:/Granted/*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> database() {
        String name = "access_" + System.nanoTime();
        String server = "jdbc:postgresql://localhost:" + TestDatabase.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(server, TestDatabase.USER, TestDatabase.USER);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "muster.database.host",
                "localhost",
                "muster.database.port",
                String.valueOf(TestDatabase.port()),
                "muster.database.name",
                name,
                "muster.database.username",
                TestDatabase.USER,
                "muster.database.password",
                TestDatabase.USER);
    }

    @Override
    public void stop() {
        issuer.close();
    }
}
