package io.muster.scan.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.AwsRegions;
import io.muster.collect.ChangingEvents;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.scan.event.EventReading.Change;
import io.muster.scan.event.EventReading.Ignored;
import io.muster.scan.event.EventReading.Membership;
import io.muster.scan.event.EventReading.Reason;
import io.muster.scan.event.EventReading.Unreadable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads events as EventBridge sends them: those of services themselves, and calls that CloudTrail records. See the EventBridge
 * User Guide, "Events" and "AWS service events delivered via AWS CloudTrail".
 */
@ApplicationScoped
class EventReader {

    /** Four times what EventBridge sends. */
    private static final int LARGEST = 1 << 20;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 ./-]{1,100}");
    private static final Pattern SOURCE =
            Pattern.compile("([a-z0-9-]{1,50})\\.amazonaws\\.com(?:\\.cn)?|aws\\.([a-z0-9-]{1,50})");

    /** Services whose event sources differ from the prefix of their IAM actions. */
    private static final Map<String, String> ACTIONS = Map.of("monitoring", "cloudwatch");

    private static final String VIA_CLOUDTRAIL = " via CloudTrail";
    private static final String ORGANIZATIONS = "organizations";

    /** See the AWS Organizations User Guide, "Logging AWS Organizations API calls with AWS CloudTrail". */
    private static final Set<String> MEMBERSHIP = Set.of(
            "CreateAccountResult",
            "CreateGovCloudAccountResult",
            "AcceptHandshake",
            "RemoveAccountFromOrganization",
            "LeaveOrganization",
            "AccountLeftOrganization",
            "AccountJoinedOrganization",
            "CloseAccount",
            "CloseAccountResult",
            "MoveAccount",
            "CreateOrganizationalUnit",
            "UpdateOrganizationalUnit",
            "DeleteOrganizationalUnit",
            "TagResource",
            "UntagResource");

    /** Operations that may move an address away from a resource that the event does not name; see the EC2 API Reference. */
    private static final Set<String> TAKING = Set.of("AssociateAddress", "AssignPrivateIpAddresses");

    private final ChangingEvents events;

    EventReader(ChangingEvents events) {
        this.events = events;
    }

    /** All that a message says, of each scope. Never fails. */
    List<EventReading> read(String body) {
        if (body.length() > LARGEST) {
            return List.of(new Unreadable(Reason.TOO_LARGE));
        }
        try {
            return read(JSON.readTree(body));
        } catch (JsonProcessingException malformed) {
            return List.of(new Unreadable(Reason.NOT_JSON));
        }
    }

    private List<EventReading> read(JsonNode event) {
        JsonNode detail = event.path("detail");
        String type = event.path("detail-type").asText("");
        if (!event.path("source").isTextual() || type.isEmpty() || !detail.isObject()) {
            return List.of(new Unreadable(Reason.NOT_AN_EVENT));
        }
        return type.endsWith(VIA_CLOUDTRAIL) ? recorded(event, detail) : own(event, detail, type);
    }

    /** A call that CloudTrail recorded: one that failed or only read has changed nothing. */
    private List<EventReading> recorded(JsonNode event, JsonNode detail) {
        String name = detail.path("eventName").asText("");
        if (!NAME.matcher(name).matches() || !detail.path("eventSource").isTextual()) {
            return List.of(new Unreadable(Reason.NOT_AN_EVENT));
        }
        if (detail.path("errorCode").isTextual() || detail.path("readOnly").asBoolean()) {
            return List.of(new Ignored());
        }
        String service = service(detail.path("eventSource").asText());
        if (service.equals(ORGANIZATIONS)) {
            return List.of(MEMBERSHIP.contains(name) ? new Membership(name) : new Ignored());
        }
        NamedResources named = new NamedResources()
                .in(detail.path("requestParameters"))
                .in(detail.path("responseElements"))
                .in(detail.path("resources"));
        String region = detail.path("awsRegion").asText(event.path("region").asText(""));
        return changes(event, region, name, kinds(service, name, named), named);
    }

    /** An event of a service itself, which names the resources that it is about. */
    private List<EventReading> own(JsonNode event, JsonNode detail, String type) {
        if (!NAME.matcher(type).matches()) {
            return List.of(new Unreadable(Reason.NOT_AN_EVENT));
        }
        NamedResources named = new NamedResources().in(event.path("resources")).in(detail);
        String service = service(event.path("source").asText());
        Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
        if (!service.isEmpty()) {
            kinds.addAll(events.of(service, type.replace(" ", "")));
            kinds.addAll(
                    collected(new NamedResources().in(event.path("resources")).kinds()));
        }
        return changes(event, event.path("region").asText(""), type, kinds, named);
    }

    private static String service(String source) {
        return SOURCE.matcher(source)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(name -> ACTIONS.getOrDefault(name, name))
                .findFirst()
                .orElse("");
    }

    private Set<ResourceKind> kinds(String service, String name, NamedResources named) {
        if (!events.tags(service, name)) {
            return events.of(service, name);
        }
        Set<ResourceKind> tagged = collected(named.kinds());
        return named.tellKinds() ? tagged : events.ofService(service);
    }

    private Set<ResourceKind> collected(Set<ResourceKind> kinds) {
        Set<ResourceKind> known = new HashSet<>(kinds);
        known.removeIf(kind -> !events.collects(kind));
        return known;
    }

    private List<EventReading> changes(
            JsonNode event, String region, String name, Set<ResourceKind> kinds, NamedResources named) {
        if (kinds.isEmpty()) {
            return List.of(new Ignored());
        }
        String account = event.path("account").asText("");
        if (!ACCOUNT.matcher(account).matches()) {
            return List.of(new Unreadable(Reason.UNKNOWN_ACCOUNT));
        }
        if (!AwsRegions.accepted(region)) {
            return List.of(new Unreadable(Reason.UNKNOWN_REGION));
        }
        return Stream.concat(
                        change(name, account, Scope.GLOBAL, kinds, ResourceKind::global, named),
                        change(name, account, region, kinds, kind -> !kind.global(), named))
                .toList();
    }

    private Stream<EventReading> change(
            String name,
            String account,
            String region,
            Set<ResourceKind> kinds,
            Predicate<ResourceKind> which,
            NamedResources named) {
        Set<ResourceKind> there = EnumSet.noneOf(ResourceKind.class);
        kinds.stream().filter(which).forEach(there::add);
        Set<ResourceKind> whole = EnumSet.noneOf(ResourceKind.class);
        there.stream()
                .filter(kind -> TAKING.contains(name) || !events.byId(kind) || !named.anyOf(kind))
                .forEach(whole::add);
        Set<ResourceKind> unnamed = EnumSet.noneOf(ResourceKind.class);
        unnamed.addAll(whole);
        unnamed.removeAll(named.kinds());
        return there.isEmpty()
                ? Stream.of()
                : Stream.of(new Change(name, account, region, there, whole, unnamed, named.all()));
    }
}
