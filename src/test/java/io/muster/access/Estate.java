package io.muster.access;

import static io.muster.access.AccessSettings.SHOP;
import static io.muster.access.AccessSettings.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The demo estate, which is scanned at the first start, and what is found in it by whoever may see all of it. */
final class Estate {

    private Estate() {}

    /** Waits for the scans of the first start. */
    static void isScanned() {
        for (String account : List.of(SHOP, STAGING)) {
            await().atMost(Duration.ofMinutes(3)).until(() -> scans(account), ended -> ended.contains("SUCCEEDED"));
        }
    }

    static String scanOfShop() {
        return all("{ scans(filter: {accountIds: [\"" + SHOP + "\"]}, first: 1) { nodes { scanId } } }")
                .getString("scans.nodes[0].scanId");
    }

    static String instanceOfShop() {
        return all("{ instances(filter: {accountIds: [\"" + SHOP + "\"]}, first: 1) { nodes { id } } }")
                .getString("instances.nodes[0].id");
    }

    static String findingOfShop() {
        return all("{ findings(filter: {accountIds: [\"" + SHOP + "\"]}, first: 1) { nodes { id } } }")
                .getString("findings.nodes[0].id");
    }

    private static List<String> scans(String account) {
        return all("{ scans(filter: {accountIds: [\"" + account + "\"]}) { nodes { status } } }")
                .getList("scans.nodes.status");
    }

    static JsonPath all(String query) {
        JsonPath answer = ask(Tokens.of("admin"), query);
        assertThat(answer.getList("errors")).as(query).isNull();
        return answer.setRootPath("data");
    }

    static JsonPath ask(String token, String query) {
        return IdentityTest.bearer(token)
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body(Map.of("query", query))
                .post("/graphql")
                .jsonPath();
    }
}
