package io.muster.mcp;

import static io.muster.mcp.Argument.Type.CHOICE;
import static io.muster.mcp.Argument.Type.CHOICES;
import static io.muster.mcp.Argument.Type.FLAG;
import static io.muster.mcp.Argument.Type.LIMIT;
import static io.muster.mcp.Argument.Type.RESOURCE;
import static io.muster.mcp.Argument.Type.TAG;
import static io.muster.mcp.Argument.Type.TEXT;
import static io.muster.mcp.Argument.Type.TEXTS;
import static io.muster.mcp.Argument.Type.TIME;

import io.muster.finding.FindingStatus;
import io.muster.inventory.change.ChangeType;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;

/** The tools of agents, always in the same order. */
@Singleton
class Tools {

    private static final int LONGEST_SHOWN = 100;

    private static final Argument ACCOUNTS = Argument.of(
            "accountIds", TEXTS, "Only these AWS accounts, by their 12-digit ids; all that you may see without it.");
    private static final Argument REGIONS = Argument.of(
            "regions", TEXTS, "Only these AWS regions, as eu-central-1; global is that of IAM. All without it.");
    private static final Argument KINDS = Argument.ofValues(
            "kinds",
            CHOICES,
            ResourceKind.values(),
            "Only these kinds of resources, as INSTANCE, SECURITY_GROUP, ROLE, VOLUME, SUBNET or VPC; all without it.");
    private static final Argument SEVERITY = Argument.ofValues(
            "severityAtLeast", CHOICE, Severity.values(), "Only this severity and those above it; all without it.");
    private static final Argument TAGGED =
            Argument.of("tag", TAG, "Only resources with this tag: key=value, or key for any value.");
    private static final Argument PAGE = Argument.of("limit", LIMIT, "How many entries at most.");
    private static final Argument CURSOR = Argument.of(
            "cursor",
            TEXT,
            "The nextCursor of the page before, with the same other arguments; the beginning without it.");

    private final List<Tool> all = List.of(
            Tool.of(
                    "posture",
                    "Security posture",
                    "The state of the AWS EC2 estate in one answer: accounts with their last scans, open findings by severity and"
                            + " area, the rules with most severe findings, attack paths, and how complete the data is. Begin here.",
                    ACCOUNTS,
                    REGIONS),
            Tool.of(
                    "findings",
                    "Findings",
                    "Rules that fail on resources, the worst first: open ones unless statuses asks for others. rule tells how to"
                            + " mend one, resource shows what surrounds it.",
                    ACCOUNTS,
                    REGIONS,
                    SEVERITY,
                    Argument.ofValues(
                            "statuses", CHOICES, FindingStatus.values(), "Only these statuses; OPEN without it."),
                    Argument.ofValues(
                            "areas", CHOICES, Area.values(), "Only these areas of inspection; all without it."),
                    Argument.of("ruleIds", TEXTS, "Only of these rules, by id; all without it."),
                    KINDS,
                    Argument.of("resourceIds", TEXTS, "Only of these resources, by short id, as i-0abc or sg-0abc."),
                    TAGGED,
                    Argument.of(
                            "search",
                            TEXT,
                            "A part of the message, the rule's id or title, or the resource's id or name."),
                    PAGE,
                    CURSOR),
            Tool.of(
                    "resource",
                    "Resource",
                    "One resource with its open findings and their evidence, signals of other products, and its neighbours; for instances and network"
                            + " interfaces also which ports the internet reaches, with the hops that prove it or the hop that stops it;"
                            + " for instances and roles what the role can really do, and ways to more rights.",
                    Argument.of(
                                    "id",
                                    RESOURCE,
                                    "The resource's ARN, or its short id, as i-0abc, sg-0abc or a role's name.")
                            .needed(),
                    Argument.of(
                            "attributes", FLAG, "Whether to answer the whole document, which may be long, as well.")),
            Tool.of(
                    "coverage",
                    "Coverage",
                    "The listings on which the answers rest, per account: how many listings are complete, failed or never made, and each gap with its"
                            + " cause, since when, and what to do about it.",
                    ACCOUNTS,
                    REGIONS,
                    KINDS,
                    PAGE,
                    CURSOR),
            Tool.of(
                    "changes",
                    "Changes",
                    "Resources that were created, changed or deleted, the latest first, with the fields' values before and after. Times"
                            + " are those of the scans that saw it.",
                    ACCOUNTS,
                    REGIONS,
                    KINDS,
                    Argument.of("resourceIds", TEXTS, "Only of these resources, by short id, as i-0abc or sg-0abc."),
                    Argument.ofValues(
                            "types", CHOICES, ChangeType.values(), "Only these types of changes; all without it."),
                    Argument.of("since", TIME, "From this time on, as 2026-11-26T08:00:00Z."),
                    Argument.of("until", TIME, "Before this time, as 2026-11-26T08:00:00Z."),
                    PAGE,
                    CURSOR),
            Tool.of(
                    "rule",
                    "Rule",
                    "One rule: what it asks for, why, how to mend a failure, the controls that ask for it, and how many resources passed,"
                            + " failed, or could not be judged.",
                    Argument.of("ruleId", TEXT, "The rule's id, as findings names it.")
                            .needed(),
                    ACCOUNTS,
                    REGIONS),
            Tool.of(
                    "attack_paths",
                    "Attack paths",
                    "Chains from the internet over a reachable, weak instance and its role to what an attacker is after, the worst"
                            + " first, each step with its proof, and the changes that cut it. The best cut ends the most paths.",
                    ACCOUNTS,
                    REGIONS,
                    SEVERITY,
                    Argument.of("instanceIds", TEXTS, "Only through these instances, by short id."),
                    PAGE,
                    CURSOR));

    List<Tool> all() {
        return all;
    }

    /** @throws RpcError that names the nearest tool */
    Tool named(String name) {
        return all.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RpcError(
                        200,
                        RpcError.INVALID_PARAMS,
                        "name: there is no tool " + Texts.cut(name, LONGEST_SHOWN)
                                + Nearest.suggestion(
                                        name, all.stream().map(Tool::name).toList())));
    }
}
