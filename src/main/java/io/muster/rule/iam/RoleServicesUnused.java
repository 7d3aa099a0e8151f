package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.ServiceUse;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * IAM lists the services that the policies of a role allow, and tells when each was called with it. Single actions are not
 * looked at: IAM tells of a few services alone when they were called. A right that is new was not called either, and IAM does not tell
 * when it was granted: a role is judged once it has been as it is for {@link #SETTLED}.
 */
@Singleton
class RoleServicesUnused extends RecordRule<Role> {

    /** An administrator's role has hundreds. */
    private static final int SERVICES_SHOWN = 50;

    private static final int SERVICES_NAMED = 5;

    /**
     * Since its last change that Muster saw, of whatever kind: also of its tags, and of the services that were called with it. A longer time,
     * as that for which a role may be unused, would begin anew too often to end.
     */
    private static final Duration SETTLED = Duration.ofDays(7);

    /**
     * The agent of Systems Manager uses one of them, according to its version and the region, and AWS's policies for it allow both.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html">Reference:
     *     ec2messages, ssmmessages, and other API operations</a>
     */
    private static final Set<String> AGENT_CHANNELS = Set.of("ec2messages", "ssmmessages");

    private final Baseline baseline;

    RoleServicesUnused(Baseline baseline) {
        super(
                new RuleMetadata(
                        "iam-instance-role-unused-service-permissions",
                        "Role of an instance profile allows services that are never called",
                        Severity.LOW,
                        Area.IAM,
                        ResourceKind.ROLE,
                        "Who gets hold of the credentials of an instance can call each service that the role allows. One that was not"
                                + " called since IAM tracks it, which is 400 days at most, can as a rule be taken away without loss."
                                + " Services that the role's permissions boundary does not allow are left out; policies of an"
                                + " organization are not looked at. Roles that were made less than muster.baseline.role-unused-for ago"
                                + " are not judged, and neither are those that have changed within a week, as far as Muster saw: their"
                                + " rights may be new.",
                        "Take the services out of the role's policies. When each was called last: aws iam"
                                + " generate-service-last-accessed-details --arn ARN, then aws iam get-service-last-accessed-details"
                                + " --job-id ID. IAM Access Analyzer makes a policy of what was called: aws accessanalyzer"
                                + " start-policy-generation.",
                        List.of(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html",
                                "https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLastAccessedDetails.html",
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html"),
                        List.of()),
                Role.class,
                ResourceKind.INSTANCE_PROFILE);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public boolean readsAge() {
        return true;
    }

    @Override
    public Verdict judge(Resource<Role> role, Estate estate) {
        Instant grace = estate.asOf().minus(baseline.roleUnusedFor());
        Instant made = role.attributes().createTime();
        if (keptByAws(role) || !inProfile(role, estate) || (made != null && made.isAfter(grace))) {
            return Verdict.notApplicable();
        }
        if (role.attributes().unusedServices() == null || role.attributes().servicesCheckedAt() == null) {
            return Verdict.unknown("which services were called with the role could not be read");
        }
        RolePrivileges privileges = RolePrivileges.of(role, estate);
        List<String> unused = unused(role.attributes())
                .filter(service -> privileges.boundaryAllowsSomeOf(service) != Certainty.NO)
                .toList();
        if (unused.isEmpty()) {
            return Verdict.pass();
        }
        if (made == null) {
            return Verdict.unknown("AWS does not tell when the role was made");
        }
        return settled(role, estate) ? judge(role, privileges, unused) : Verdict.notApplicable();
    }

    private static boolean settled(Resource<Role> role, Estate estate) {
        return estate.stateSince(role)
                .filter(since -> !since.isAfter(estate.asOf().minus(SETTLED)))
                .isPresent();
    }

    private Verdict judge(Resource<Role> role, RolePrivileges privileges, List<String> unused) {
        boolean certain =
                unused.stream().anyMatch(service -> privileges.boundaryAllowsSomeOf(service) == Certainty.YES);
        return certain
                ? tooMany(role.attributes(), unused)
                : Verdict.unknown("not readable: " + role.attributes().permissionsBoundaryArn());
    }

    private static boolean keptByAws(Resource<Role> role) {
        return role.arn().contains(":role/aws-service-role/") || role.arn().contains(":role/aws-reserved/");
    }

    private static boolean inProfile(Resource<Role> role, Estate estate) {
        return estate.view(Held.class, Held::of).roles().contains(role.arn());
    }

    /** The ARNs of the roles that instance profiles hold. */
    private record Held(Set<String> roles) {
        static Held of(Estate estate) {
            return new Held(estate.all(InstanceProfile.class).stream()
                    .flatMap(profile -> Stream.ofNullable(profile.attributes().roleArn()))
                    .collect(Collectors.toUnmodifiableSet()));
        }
    }

    private static Stream<String> unused(Role role) {
        boolean agentCalls = used(role).stream().anyMatch(AGENT_CHANNELS::contains);
        return role.unusedServices().stream().filter(service -> !agentCalls || !AGENT_CHANNELS.contains(service));
    }

    private static List<String> used(Role role) {
        return role.usedServices() == null
                ? List.of()
                : role.usedServices().stream().map(ServiceUse::service).toList();
    }

    private Verdict tooMany(Role role, List<String> unused) {
        List<String> used = used(role);
        String others = unused.size() > SERVICES_NAMED ? " and " + (unused.size() - SERVICES_NAMED) + " more" : "";
        return fail(
                "Of " + (used.size() + unused.size()) + " services that the role allows, " + unused.size()
                        + " were not called since IAM tracks it, 400 days at most: "
                        + unused.stream().limit(SERVICES_NAMED).collect(Collectors.joining(", ")) + others + ".",
                Evidence.of("unusedServiceCount", unused.size())
                        .and(
                                "unusedServices",
                                unused.stream().limit(SERVICES_SHOWN).toList())
                        .and("usedServices", used.stream().limit(SERVICES_SHOWN).toList())
                        .facts());
    }
}
