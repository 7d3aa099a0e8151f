package io.muster.scan.whatif;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a question about proposed changes. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The effect of proposed changes on the stored inventory. Nothing was changed or stored.")
public record WhatIfAnswer(
        @Schema(description = "The account.") String accountId,

        @Nullable @Schema(description = "The region that the changes are about; absent for changes of IAM alone.")
        String region,

        @Schema(description = "The regions whose resources were judged; global for the account as a whole.")
        List<String> judged,

        @Schema(description = "When the stored inventory was read.")
        Instant asOf,

        @Schema(description = "The changes that were judged, with the resources that they change.")
        List<Applied> changes,

        @Schema(description = "How much worse it would be.") Worse worse,

        @Schema(description = "How many there are of each; the lists hold 500 of each effect at most.")
        Counts counts,

        @Schema(description = "The findings that would appear, go or change.")
        List<FindingDifference> findings,

        @Schema(
                description =
                        "Ports of instances and network interfaces that the internet would reach, or no longer reach.")
        List<ExposureDifference> exposures,

        @Schema(description = "The privileges that roles would gain or lose.")
        List<PrivilegeDifference> privileges,

        @Schema(description = "The attack paths that would appear, go or change.")
        List<AttackPathDifference> attackPaths,

        @Schema(
                description =
                        "Facts that are known neither today nor after the changes, with the resources that were not read.")
        List<Unjudged> unjudged,

        @Schema(description = "The parts of the Terraform plan that were not judged, each with its reason.")
        List<Ignored> ignored) {

    /** A change that was judged. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AppliedChange", description = "A change that was judged.")
    public record Applied(
            @Schema(description = "The JSON pointer to it in the request.", examples = "/changes/0")
            String at,

            @Nullable @Schema(description = "The address of the resource in Terraform.")
            String address,

            @Schema(
                    description =
                            "The ARNs of the resources that it changes: none where everything is so already. A resource that would be made has one that AWS will not give it.")
            Set<String> resourceArns) {}

    /** How many results would be worse. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WhatIfWorse", description = "How much worse it would be.")
    public record Worse(
            @Nullable
            @Schema(description = "The worst severity of these findings and attack paths; absent where there is none.")
            Severity severity,

            @Schema(description = "Findings and attack paths that would appear or become more severe, by severity.")
            Map<Severity, Long> bySeverity,

            @Schema(description = "Instances and network interfaces of which the internet would reach more.")
            long exposures,

            @Schema(description = "Roles that would gain something.")
            long privileges) {}

    /** How many differences there are. */
    @RegisterForReflection
    @Schema(name = "WhatIfCounts", description = "How many differences there are.")
    public record Counts(
            @Schema(description = "Of findings, by effect.") Map<Effect, Long> findings,

            @Schema(description = "Of exposures, by effect.")
            Map<Effect, Long> exposures,

            @Schema(description = "Of privileges, by effect.")
            Map<Effect, Long> privileges,

            @Schema(description = "Of attack paths, by effect.")
            Map<Effect, Long> attackPaths) {}

    /** A finding that differs. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            description =
                    "A finding that would appear, go or change. Suppressions are left out of account: they are people's decisions.")
    public record FindingDifference(
            @Schema(description = "The effect of the changes.")
            Effect effect,

            @Schema(description = "The rule.") String ruleId,

            @Schema(description = "The rule's title.") String title,

            @Schema(description = "The resource.") String resourceArn,

            @Nullable @Schema(description = "The severity today; absent where there is no finding.")
            Severity severityBefore,

            @Nullable @Schema(description = "The severity after the changes; absent where there is no finding.")
            Severity severity,

            @Schema(description = "The finding's message; where the rule cannot judge, the fact that is not known.")
            String message,

            @Schema(
                    type = SchemaType.OBJECT,
                    description = "The facts behind the finding: after the changes, or today's of one that goes.")
            Map<String, Object> evidence) {}

    /** An exposure that differs. */
    @RegisterForReflection
    @Schema(description = "How the internet's way to an instance or a network interface would differ.")
    public record ExposureDifference(
            @Schema(description = "The effect of the changes.")
            Effect effect,

            @Schema(description = "The instance or network interface.")
            String resourceArn,

            @Schema(description = "Its kind.") ResourceKind kind,

            @Schema(description = "Whether the internet reaches it today: YES, NO or UNKNOWN.")
            String before,

            @Schema(description = "Whether it would: YES, NO or UNKNOWN.")
            String after,

            @Schema(
                    type = SchemaType.ARRAY,
                    implementation = Object.class,
                    description = "The protocols, ports and sources that would get through and do not today.")
            List<ObjectNode> opened,

            @Schema(
                    type = SchemaType.ARRAY,
                    implementation = Object.class,
                    description = "Those that get through today and would not.")
            List<ObjectNode> closed,

            @Schema(
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description =
                            "The exposure after the changes, as GraphQL's Exposure: ports, paths hop by hop, the hop that blocks, what is missing.")
            JsonNode proof,

            @Schema(type = SchemaType.OBJECT, implementation = Object.class, description = "The exposure today.")
            JsonNode proofBefore) {}

    /** Privileges that differ. */
    @RegisterForReflection
    @Schema(description = "How the privileges of a role would differ.")
    public record PrivilegeDifference(
            @Schema(description = "The effect of the changes: APPEARS for gains alone, GOES for losses alone.")
            Effect effect,

            @Schema(description = "The role.") String roleArn,

            @Schema(description = "Whether it is an administrator today: YES, NO or UNKNOWN.")
            String adminBefore,

            @Schema(description = "Whether it would be.") String admin,

            @Schema(
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description =
                            "The entries that its privileges would gain, by the lists of GraphQL's Privilege; escalations and grants hold the statements.")
            ObjectNode gained,

            @Schema(
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description = "Those that they would lose.")
            ObjectNode lost,

            @Schema(
                    description =
                            "Facts that are known today and would not be: a policy whose document was not read, for example.")
            Set<String> missing) {}

    /** An attack path that differs. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "An attack path that would appear, go or change.")
    public record AttackPathDifference(
            @Schema(description = "The effect of the changes.")
            Effect effect,

            @Schema(description = "The path's id, by which GraphQL has it once it exists.")
            String pathId,

            @Schema(description = "The instance that it begins with.")
            String entryArn,

            @Nullable @Schema(description = "Its severity today; absent where there is none.")
            Severity severityBefore,

            @Nullable @Schema(description = "Its severity after the changes; absent where there is none.")
            Severity severity,

            @Schema(
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    description = "The path with its steps and cuts: after the changes, or today's of one that goes.")
            JsonNode path) {}

    /** Something that cannot be judged. */
    @RegisterForReflection
    @Schema(name = "WhatIfUnjudged", description = "Something that cannot be judged, and why.")
    public record Unjudged(
            @Schema(
                    description =
                            "FINDINGS, EXPOSURES, PRIVILEGES, ATTACK_PATHS, CHANGE (it could not be made) or REGION (there was no time left).")
            Subject subject,

            @Schema(description = "The cell or resource that was not read, or another reason.")
            String reason,

            @Schema(description = "How many verdicts, resources or changes it concerns.")
            long count,

            @Schema(description = "One of them: a resource's ARN, or the JSON pointer to a change.")
            String example) {}

    /** The subject of what cannot be judged. */
    public enum Subject {
        FINDINGS,
        EXPOSURES,
        PRIVILEGES,
        ATTACK_PATHS,
        CHANGE,
        REGION
    }

    /** A part of a Terraform plan that is not judged. */
    @RegisterForReflection
    @Schema(name = "IgnoredChange", description = "A part of a Terraform plan that was not judged.")
    public record Ignored(
            @Schema(description = "The address of the resource in Terraform.")
            String address,

            @Schema(description = "The type of the resource in Terraform.")
            String type,

            @Schema(description = "Why it was not judged.") String reason) {}
}
