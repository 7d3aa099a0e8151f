package io.muster.access;

import static io.muster.access.AccessSettings.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sockets and streams end when the organization changes the accounts that their callers see, and streams with their tokens. */
@QuarkusTest
@TestProfile(LockedDoors.class)
class OrganizationScopeStreamTest extends PlacedAccounts {

    private static final int SERVICE_RESTART = 1012;

    @Test
    void websocketsEndWhenTheAccountsChangeAndThoseOfOthersDoNot() throws Exception {
        // given
        awaitSeen(Tokens.of("viewer", "ou:/Granted"), SHOP);
        CompletableFuture<Integer> follower =
                GraphQlSocket.opened(socket(), "Bearer " + Tokens.of("viewer", "ou:/Granted"));
        CompletableFuture<Integer> another =
                GraphQlSocket.opened(socket(), "Bearer " + Tokens.of("viewer", "ou:/Elsewhere/Far"));
        CompletableFuture<Integer> named = GraphQlSocket.opened(socket(), "Bearer " + Tokens.of("viewer", SHOP));

        // when
        move(SHOP, "/Elsewhere", "payments");

        // then
        assertThat(follower.get(30, TimeUnit.SECONDS)).isEqualTo(SERVICE_RESTART);
        assertThat(another).isNotDone();
        assertThat(named).isNotDone();
    }

    @Test
    void aStreamOfAScanEndsWhenTheAccountsChange() throws Exception {
        // given
        awaitSeen(Tokens.of("viewer", "ou:/Granted"), SHOP);
        String scan = runningScan();
        HttpResponse<InputStream> events = follow(scan, Tokens.of("viewer", "ou:/Granted"));
        int first = events.body().read();
        CompletableFuture<String> rest = CompletableFuture.supplyAsync(() -> text(events.body()));

        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(first).isPositive();
        assertThat(rest).isNotDone();

        // when
        move(SHOP, "/Elsewhere", "payments");

        // then
        assertThat(rest.get(30, TimeUnit.SECONDS)).contains(SHOP).doesNotContain("event:ended", "event: ended");
        end(scan);
    }

    @Test
    void aStreamOfAScanEndsWithItsToken() throws Exception {
        // given
        String scan = runningScan();

        // when
        HttpResponse<InputStream> events = follow(scan, Tokens.expiringIn(5, "viewer"));

        // then
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(CompletableFuture.supplyAsync(() -> text(events.body())).get(60, TimeUnit.SECONDS))
                .contains(SHOP)
                .doesNotContain("event:ended", "event: ended");
        end(scan);
    }

    private String runningScan() {
        return sql("insert into scan (status, trigger, account_ids, requested_at) values ('RUNNING', 'REQUEST', '{"
                + SHOP + "}', now()) returning cast(id as text)");
    }

    private void end(String scan) {
        sql("update scan set status = 'CANCELLED', finished_at = now() where id = " + scan);
    }

    private static HttpResponse<InputStream> follow(String scan, String token)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(SignIns.own() + "/api/v1/scans/" + scan + "/events"))
                                .header("Authorization", "Bearer " + token)
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI socket() {
        return URI.create(SignIns.own().replace("http:", "ws:") + "/graphql");
    }
}
