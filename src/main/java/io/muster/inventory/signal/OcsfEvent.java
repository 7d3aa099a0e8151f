package io.muster.inventory.signal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.MusterException;
import io.muster.platform.SecretDetector;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads finding events of OCSF, as Security Hub, Inspector and Prowler write them: the members that Muster shows, whatever else is
 * there. Texts are cut, and secrets in them replaced by their kind.
 *
 * @see <a href="https://schema.ocsf.io/1.5.0/categories/findings">OCSF, findings</a>
 */
public final class OcsfEvent {

    static final int MOST_RESOURCES = 20;

    private static final int LONGEST_ID = 512;
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_SECRET = 9_100;
    private static final int MOST_VULNERABILITIES = 20;

    private static final Map<Integer, SignalType> TYPES =
            Map.of(2002, SignalType.VULNERABILITY, 2003, SignalType.COMPLIANCE, 2004, SignalType.DETECTION);

    /** Ranks by {@code severity_id}; unknown and other severities have none. */
    private static final Map<Integer, Integer> SEVERITIES = Map.of(1, 0, 2, 1, 3, 2, 4, 3, 5, 4, 6, 4);

    private static final int CLOSE = 3;
    private static final int SUPPRESSED = 3;
    private static final int RESOLVED = 4;
    private static final int ARCHIVED = 5;
    private static final int PASS = 1;

    /** Prowler's times are seconds, OCSF's milliseconds: this many of those are in the year 1973. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private static final Duration AHEAD = Duration.ofDays(1);

    private final JsonNode event;

    private final Instant now;

    private OcsfEvent(JsonNode event, Instant now) {
        this.event = event;
        this.now = now;
    }

    /**
     * The signals of an event, one of each resource.
     *
     * @throws MusterException that names the member at fault
     */
    public static List<Signal> read(JsonNode event, Instant now) {
        return new OcsfEvent(event, now).signals();
    }

    private List<Signal> signals() {
        SignalType type = type();
        String source = id("metadata.product.name", event.at("/metadata/product/name"));
        String uid = id("finding_info.uid", event.at("/finding_info/uid"));
        Instant time = checkedTime();
        ObjectNode document = document();
        List<Signal> signals = new ArrayList<>();
        for (Place place : places()) {
            signals.add(new Signal(
                    source, uid, place.resource, place.accountId, type, state(), passed(), severity(), time, document));
        }
        return signals;
    }

    private SignalType type() {
        SignalType type = TYPES.get(event.path("class_uid").asInt());
        if (type == null) {
            throw fault("class_uid", "must be 2002 (vulnerability), 2003 (compliance) or 2004 (detection finding)");
        }
        return type;
    }

    private @Nullable Integer severity() {
        return SEVERITIES.get(event.path("severity_id").asInt());
    }

    /** Prowler writes checks as detections, with the outcome as the code. */
    private boolean passed() {
        return event.at("/compliance/status_id").asInt() == PASS
                || event.path("status_code").asText().equalsIgnoreCase("PASS");
    }

    /** A check that passed closes what it said before. */
    private SignalState state() {
        int status = event.path("status_id").asInt();
        if (passed()
                || status == RESOLVED
                || status == ARCHIVED
                || event.path("activity_id").asInt() == CLOSE) {
            return SignalState.CLOSED;
        }
        return status == SUPPRESSED ? SignalState.SUPPRESSED : SignalState.OPEN;
    }

    private Instant time() {
        JsonNode time = event.path("time");
        try {
            if (time.isIntegralNumber()) {
                long value = time.asLong();
                return value < LEAST_MILLIS ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
            }
            return OffsetDateTime.parse(event.path("time_dt").asText(time.asText()))
                    .toInstant();
        } catch (DateTimeException malformed) {
            throw fault("time", "must be the event's time, in milliseconds since 1970");
        }
    }

    /** A later event replaces an earlier one: none from the future may stand in the way of all that follow. */
    private Instant checkedTime() {
        Instant time = time();
        if (time.isBefore(Instant.EPOCH) || time.isAfter(now.plus(AHEAD))) {
            throw fault("time", "must be the event's time, in milliseconds since 1970, and not in the future");
        }
        return time;
    }

    /** A resource by its key, and the account that it belongs to. */
    private record Place(String resource, String accountId) {}

    private List<Place> places() {
        JsonNode resources = event.path("resources");
        if (resources.isMissingNode() || resources.isNull()) {
            return List.of(place("resource", event.path("resource"))); // before OCSF 1.3
        }
        if (!resources.isArray() || resources.isEmpty() || resources.size() > MOST_RESOURCES) {
            throw fault("resources", "must be a list of 1 to " + MOST_RESOURCES + " resources");
        }
        List<Place> places = new ArrayList<>();
        for (JsonNode resource : resources) {
            places.add(place("resources[" + places.size() + "]", resource));
        }
        return places.stream().distinct().toList();
    }

    private Place place(String field, JsonNode resource) {
        String id = id(field + ".uid", resource.path("uid"));
        String[] arn = id.split(":", 6);
        boolean isArn = id.startsWith("arn:") && arn.length == 6;
        String account = isArn && !arn[4].isEmpty()
                ? arn[4]
                : event.at("/cloud/account/uid").asText();
        if (!account.matches("\\d{12}")) {
            throw fault("cloud.account.uid", "must be an AWS account's id of 12 digits, for the resource names none");
        }
        if (isArn && arn[4].isEmpty() && arn[2].equals("ec2")) {
            // AWS's own form of snapshots and images
            return new Place(account + "/" + arn[3] + "/" + arn[5].substring(arn[5].indexOf('/') + 1), account);
        }
        if (isArn) {
            return new Place(id, account);
        }
        String region = resource.path("region").asText(event.at("/cloud/region").asText());
        if (!region.matches("[a-z0-9-]{1,32}")) {
            throw fault("cloud.region", "must be a region, as eu-central-1, for a resource without an ARN");
        }
        return new Place(account + "/" + region + "/" + id, account);
    }

    private ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        JsonNode info = event.path("finding_info");
        String title = text(info.path("title").asText(event.path("message").asText()), LONGEST_TITLE);
        document.put("title", title.isEmpty() ? "Without a title" : title);
        put(document, "message", info.path("desc").asText(event.path("message").asText()));
        put(document, "remediation", event.at("/remediation/desc").asText());
        JsonNode vulnerabilities = event.path("vulnerabilities");
        for (JsonNode vulnerability : vulnerabilities) {
            String id = vulnerability
                    .at("/cve/uid")
                    .asText(vulnerability.at("/advisory/uid").asText());
            if (!id.isEmpty() && document.withArray("vulnerabilities").size() < MOST_VULNERABILITIES) {
                document.withArray("vulnerabilities").add(text(id, LONGEST_TITLE));
            }
        }
        any(document, "exploitAvailable", vulnerabilities, "is_exploit_available");
        any(document, "fixAvailable", vulnerabilities, "is_fix_available");
        return document;
    }

    private static void put(ObjectNode document, String name, String text) {
        if (!text.isBlank()) {
            document.put(name, text(text, LONGEST_TEXT));
        }
    }

    /** True where it holds of any, absent where none says. */
    private static void any(ObjectNode document, String name, JsonNode vulnerabilities, String member) {
        for (JsonNode vulnerability : vulnerabilities) {
            JsonNode value = vulnerability.path(member);
            if (value.isBoolean()) {
                document.put(name, document.path(name).asBoolean() || value.asBoolean());
            }
        }
    }

    private static String text(String text, int longest) {
        // cut only after secrets are taken out, or half of one would stay: what is looked through is more than what is
        // kept
        String looked = text.substring(0, Math.min(text.length(), longest + LONGEST_SECRET));
        String redacted = SecretDetector.redacted(looked.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|\\p{Cs}", " "))
                .strip();
        return Texts.cut(redacted, longest);
    }

    private static String id(String field, JsonNode value) {
        String id = value.isTextual() ? value.asText() : "";
        if (id.isBlank() || id.getBytes(UTF_8).length > LONGEST_ID || !Texts.storable(id)) {
            throw fault(field, "must be a text of 1 to " + LONGEST_ID + " bytes");
        }
        return id;
    }

    private static MusterException fault(String field, String message) {
        return MusterException.badField(field, message);
    }
}
