package io.muster.access;

import static io.muster.access.AccessSettings.SHOP;
import static io.muster.access.AccessSettings.STAGING;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The accounts of the demo estate at places of an organization, and what callers see of them. */
abstract class PlacedAccounts {

    static final String LOOK =
            "{ accounts { totalCount nodes { accountId } } resourceStats(groupBy: [ACCOUNT]) { accountId } }";

    @Inject
    Pool pool;

    @BeforeEach
    void place() {
        Estate.isScanned();
        move(SHOP, "/Granted/Shop", "payments");
        move(STAGING, "/Elsewhere", "platform");
    }

    @AfterEach
    void displace() {
        sql(
                "update account set organization_path = null, organization_units = null, organization_tags = null, left_organization_at = null");
    }

    static void awaitSeen(String token, String... accounts) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(seen("Bearer " + token)).containsExactly(accounts));
    }

    static List<String> seen(String authorization) {
        return given().header("Authorization", authorization)
                .contentType(ContentType.JSON)
                .body(Map.of("query", LOOK))
                .post("/graphql")
                .jsonPath()
                .getList("data.accounts.nodes.accountId");
    }

    final void move(String account, String path, String team) {
        pool.preparedQuery(
                        "update account set organization_path = $1, organization_units = '{r-demo}', organization_tags = $2,"
                                + " left_organization_at = null where account_id = $3")
                .execute(Tuple.of(path, "{\"team\": \"" + team + "\"}", account))
                .await()
                .indefinitely();
    }

    final String sql(String statement) {
        var rows = pool.query(statement).execute().await().indefinitely().iterator();
        return rows.hasNext() ? rows.next().getString(0) : "";
    }
}
