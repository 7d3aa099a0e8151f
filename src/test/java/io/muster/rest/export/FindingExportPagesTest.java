package io.muster.rest.export;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.FindingExport;
import io.muster.finding.FindingExport.Order;
import io.muster.finding.FindingExport.Place;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingView;
import io.muster.platform.AccountScope;
import io.muster.platform.CallerId;
import io.muster.platform.MusterException;
import io.muster.rule.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of more than two pages: resumed, filtered, and while findings change. */
@QuarkusTest
class FindingExportPagesTest {

    private static final int FINDINGS = 2 * FindingExport.PAGE + 203;
    private static final List<String> ACCOUNTS = List.of("700000000001", "700000000002");
    private static final String PATH = "/api/v1/findings/export?accountId=700000000001&accountId=700000000002";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Random RANDOM = new Random(42);

    @Inject
    Pool pool;

    @Inject
    FindingExport exports;

    @Inject
    OpenExports open;

    @BeforeEach
    void findings() {
        remove();
        execute("insert into account (account_id, regions, enabled, registered_at) select id, '{}', false, now() from"
                + " unnest(array['700000000001', '700000000002']) id");
        execute(
                "insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, account_id, region, area, severity,"
                        + " severity_rank, status, message, evidence, content_hash, first_seen_at, last_seen_at)"
                        + " select gen_random_uuid(), 'ebs-volume-unencrypted', 'arn:aws:ec2:eu-central-1:700000000001:volume/vol-'"
                        + " || i, 'vol-' || i, 'VOLUME', (array['700000000001', '700000000002'])[1 + i % 2],"
                        + " (array['eu-central-1', 'global', 'us-east-1'])[1 + i % 3], 'STORAGE', case when i % 5 = 0 then 'LOW'"
                        + " else 'HIGH' end, case when i % 5 = 0 then $1::int else $2::int end, 'OPEN', 'It is so.', '{}', '',"
                        + " now(), now() from generate_series(1, $3::int) i",
                Severity.LOW.rank(), Severity.HIGH.rank(), FINDINGS);
    }

    @AfterEach
    void remove() {
        execute("delete from finding where account_id in ('700000000001', '700000000002')");
        execute("delete from account where account_id in ('700000000001', '700000000002')");
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void itIsResumedBehindAnyFinding(Order order) {
        // given
        List<UUID> whole = ids(order, null);
        assertThat(whole).hasSize(FINDINGS).doesNotHaveDuplicates();

        // when, then
        Stream<Integer> edges = Stream.of(1, 499, 500, 501, 999, 1_000, 1_001, FINDINGS - 1, FINDINGS);
        Stream.concat(
                        edges,
                        IntStream.generate(() -> 1 + RANDOM.nextInt(FINDINGS))
                                .limit(25)
                                .boxed())
                .forEach(read -> {
                    Place behind = exports.behind(AccountScope.EVERY_ACCOUNT, order, whole.get(read - 1))
                            .await()
                            .atMost(LIMIT);
                    assertThat(ids(order, behind)).as("after %s", read).isEqualTo(whole.subList(read, FINDINGS));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "csv", "ocsf", "asff"})
    void aStreamThatBrokeOffAtAnyLineIsResumed(String format) {
        // given
        List<String> lines = lines("&format=" + format);
        Set<String> whole = new HashSet<>(ids(format, lines));
        assertThat(whole).hasSize(FINDINGS);

        // when, then
        IntStream.generate(() -> 2 + RANDOM.nextInt(lines.size() - 2)).limit(5).forEach(read -> {
            List<String> seen = new ArrayList<>(ids(format, lines.subList(0, read)));
            String last = seen.get(seen.size() - 1);
            seen.addAll(ids(format, lines("&format=" + format + "&cursor=" + last)));
            assertThat(seen).as("after line %s", read).hasSize(FINDINGS).containsExactlyInAnyOrderElementsOf(whole);
        });
    }

    @Test
    void theFilterHoldsOnEveryPage() {
        // when
        List<JsonNode> high =
                lines("&severity=HIGH").stream().map(Exported::read).toList();

        // then
        assertThat(high)
                .hasSize(FINDINGS - FINDINGS / 5)
                .allSatisfy(
                        finding -> assertThat(finding.path("severity").asText()).isEqualTo("HIGH"));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void findingsThatChangeMeanwhileComeOnce(Order order) {
        // given
        FindingFilter filter = FindingFilter.ofAccounts(ACCOUNTS);

        // when
        List<UUID> seen = exports.pages(AccountScope.EVERY_ACCOUNT, filter, order, null)
                .onItem()
                .transformToUniAndConcatenate(page -> change().replaceWith(page))
                .onItem()
                .<FindingView>disjoint()
                .map(FindingView::id)
                .collect()
                .asList()
                .await()
                .atMost(LIMIT);

        // then
        assertThat(seen).hasSize(FINDINGS).doesNotHaveDuplicates();
    }

    @Test
    void aFindingThatIsGoneIsAPlaceByIdAndNoneByScope() {
        // given
        List<UUID> whole = ids(Order.ID, null);
        execute("delete from finding where id = $1", whole.get(700));

        // when, then
        assertThat(ids("ndjson", lines("&cursor=" + whole.get(700)))).hasSize(FINDINGS - 701);
        given().get(PATH + "&format=asff&cursor=" + whole.get(700)).then().statusCode(400);
        assertThat(given().get(PATH + "&format=asff&cursor=" + whole.get(700))
                        .path("code")
                        .toString())
                .isEqualTo("BAD_CURSOR");
    }

    /** It is more than what the buffers of a connection hold, so that the export cannot end before its reader has left. */
    @Test
    void aReaderThatLeavesInTheMiddleGivesItsShareBack() throws IOException {
        // given
        execute("update finding set message = repeat('It is so. ', 1500) where account_id like '70000000000_'");
        int before = free();

        // when
        try (Socket reader = new Socket()) {
            reader.setReceiveBufferSize(4_096);
            reader.connect(new InetSocketAddress("localhost", RestAssured.port));
            reader.getOutputStream()
                    .write(("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(reader.getInputStream().readNBytes(12)).asString().endsWith(" 200");
            assertThat(free()).isEqualTo(before - 1);
        }

        // then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(free()).isEqualTo(before));
    }

    /** How many exports there may be beside those that are under way. */
    private int free() {
        List<CallerId> callers = new ArrayList<>();
        try {
            while (true) {
                CallerId caller = new CallerId(CallerId.Source.TOKEN, "test", String.valueOf(callers.size()));
                open.take(caller);
                callers.add(caller);
            }
        } catch (MusterException full) {
            callers.forEach(open::giveBack);
            return callers.size();
        }
    }

    private Uni<RowSet<Row>> change() {
        return pool.preparedQuery(
                        "update finding set message = message || '!', severity = case severity when 'LOW' then 'HIGH'"
                                + " else 'LOW' end, status = case status when 'OPEN' then 'RESOLVED' else 'OPEN' end,"
                                + " last_seen_at = now() where account_id like '70000000000_' and right(resource_id, 1) in ('1', '7')")
                .execute();
    }

    private List<UUID> ids(Order order, Place after) {
        return exports
                .pages(AccountScope.EVERY_ACCOUNT, FindingFilter.ofAccounts(ACCOUNTS), order, after)
                .collect()
                .asList()
                .await()
                .atMost(LIMIT)
                .stream()
                .flatMap(List::stream)
                .map(FindingView::id)
                .toList();
    }

    private static List<String> ids(String format, List<String> lines) {
        return lines.stream().flatMap(line -> ids(format, line)).toList();
    }

    private static Stream<String> ids(String format, String line) {
        return switch (format) {
            case "csv" -> Stream.of(line.substring(0, line.indexOf(','))).filter(id -> !id.equals("id"));
            case "ocsf" -> Stream.of(Exported.read(line).at("/finding_info/uid").asText());
            case "asff" ->
                Exported.read(line).path("Findings").findValuesAsText("Id").stream()
                        .filter(id -> !id.startsWith("arn:"));
            default -> Stream.of(Exported.read(line).path("id").asText());
        };
    }

    private static List<String> lines(String parameters) {
        return given().get(PATH + parameters)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
    }

    private void execute(String sql, Object... values) {
        rows(sql, values);
    }

    private RowSet<Row> rows(String sql, Object... values) {
        return pool.preparedQuery(sql).execute(Tuple.from(values)).await().atMost(LIMIT);
    }
}
