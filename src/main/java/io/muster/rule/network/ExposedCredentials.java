package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.InstanceRoles;
import io.muster.estate.attack.AttackPaths;
import io.muster.estate.attack.Prize;
import io.muster.estate.attack.Prizes;
import io.muster.estate.reach.AllWays;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.ToggleState;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Worked out from reach, metadata options and policies themselves, not from the findings of other rules. */
@Singleton
class ExposedCredentials extends ExposedRule {

    private static final Set<Prize.Type> SENSITIVE =
            EnumSet.of(Prize.Type.ADMINISTRATOR, Prize.Type.ESCALATION, Prize.Type.DATA);

    ExposedCredentials() {
        super(
                new RuleMetadata(
                        "ec2-toxic-internet-imdsv1-role",
                        "Internet reaches an instance whose metadata service hands out a sensitive role",
                        Severity.CRITICAL,
                        Area.NETWORK,
                        ResourceKind.INSTANCE,
                        "A server that can be made to fetch an address of the attacker's choosing fetches the credentials of the"
                                + " role from IMDSv1: the chain by which whole accounts have been lost. With IMDSv2 it takes"
                                + " code that runs on the instance, which is HIGH.",
                        "Require IMDSv2: aws ec2 modify-instance-metadata-options --instance-id ID --http-tokens required"
                                + " --http-endpoint enabled. Then take the rights from the role that the evidence names, and"
                                + " the instance from the internet.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html"),
                        List.of()),
                consulted(),
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.INSTANCE_PROFILE,
                ResourceKind.ROLE);
    }

    /** All that attack paths rest on: they are worked out beside the verdicts of this rule. */
    private static Set<ResourceKind> consulted() {
        EnumSet<ResourceKind> kinds = EnumSet.copyOf(AttackPaths.KINDS);
        kinds.add(ResourceKind.ORGANIZATION_POLICY);
        return kinds;
    }

    @Override
    public String version() {
        return "15";
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        MetadataOptions options = instance.metadataOptions();
        Optional<Resource<Role>> role = InstanceRoles.of(estate).roleOf(instance);
        if (role.isEmpty() || (options.httpEndpoint() == ToggleState.DISABLED && !options.pending())) {
            return Verdict.pass();
        }
        AllWays ways = AllWays.of(resource, estate);
        List<Prize> rights = ways.reachable() == Reachable.NO
                ? List.of()
                : Prizes.of(role.get(), estate).stream()
                        .filter(prize -> SENSITIVE.contains(prize.type()))
                        .toList();
        if (rights.isEmpty()) {
            return Verdict.pass();
        }
        List<String> certain =
                rights.stream().filter(Prize::certain).map(Prize::why).toList();
        return certain.isEmpty() || ways.reachable() == Reachable.UNKNOWN
                ? unknown(
                        ways,
                        "possible, but not certain: the role " + rights.get(0).why())
                : exposed(resource, role.get(), certain, ways, estate);
    }

    private Verdict exposed(
            Resource<Instance> resource, Resource<Role> role, List<String> rights, AllWays ways, Estate estate) {
        MetadataOptions options = resource.attributes().metadataOptions();
        if (!options.reported() || options.pending() || options.httpTokens() == null) {
            return Verdict.unknown("the metadata options of the instance are not reported, or not in force yet");
        }
        boolean plain = options.httpTokens() == HttpTokens.OPTIONAL;
        return Verdict.fail(
                ReachedPorts.tempered(
                        plain ? metadata().severity() : Severity.HIGH,
                        resource.attributes(),
                        ways.exposed().atLarge()),
                "The internet reaches the instance, which "
                        + (plain ? "answers IMDSv1 requests" : "requires IMDSv2") + ", and its role "
                        + String.join(", ", rights) + ".",
                reached(resource, ways, estate)
                        .and("httpTokens", options.httpTokens().name())
                        .and("roleArn", role.arn())
                        .and("rights", rights)
                        .facts());
    }
}
