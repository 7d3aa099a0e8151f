package io.muster.browser;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The demo cloud's second account, with one region. */
final class ScannedShop {

    static final String ID = "222222222222";

    private static final Duration SCAN_LIMIT = Duration.ofMinutes(2);

    private ScannedShop() {}

    /** Registers it, has it scanned, and waits for the scan's end; returns the scan's id. */
    static String scan() {
        return scan("SUCCEEDED");
    }

    /** The same of a scan that is to end otherwise. */
    static String scan(String status) {
        Map<String, Object> account = Map.of(
                "name",
                "shop",
                "roleArn",
                "arn:aws:iam::" + ID + ":role/muster-reader",
                "externalId",
                "muster-demo-shop-production",
                "regions",
                List.of("eu-central-1"));
        json(account).put("/api/v1/accounts/" + ID).then().statusCode(oneOf(200, 201));
        String scan = json(Map.of()).post("/api/v1/accounts/" + ID + "/scans").path("scanId");
        await().atMost(SCAN_LIMIT)
                .until(() -> given().get("/api/v1/scans/" + scan).path("status"), status::equals);
        return scan;
    }

    private static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).accept(ContentType.JSON).body(body);
    }
}
