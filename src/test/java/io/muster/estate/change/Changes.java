package io.muster.estate.change;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.ToggleState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Changes at random, each with what it does to a {@link Model}, and with the changes that undo it there. */
public final class Changes {

    /**
     * A change.
     *
     * @param effect null where the change cannot be made
     */
    public record Step(Change change, Consumer<Model> effect) {}

    private Changes() {}

    public static Arbitrary<Step> any() {
        return Arbitraries.oneOf(
                rule(), acl(), route(), groups(), options(), profile(), inline(), attached(), boundary(), trust());
    }

    private static Arbitrary<Step> rule() {
        return Combinators.combine(
                        group(),
                        Arbitraries.of(true, false),
                        Arbitraries.of("tcp", "udp", "-1"),
                        Arbitraries.of(22, 443, 3389),
                        Arbitraries.of("0.0.0.0/0", "::/0", "10.0.0.0/8", "198.51.100.0/24"),
                        Arbitraries.integers().between(1, 1_000_000))
                .as((group, egress, protocol, port, cidr, number) -> {
                    SecurityGroupRule rule =
                            Model.rule("sgr-new-" + number, protocol, protocol.equals("-1") ? null : port, cidr);
                    return new Step(
                            new AddGroupRule(group, egress, rule),
                            model -> (egress ? model.egress : model.ingress)
                                    .get(group)
                                    .add(rule));
                });
    }

    private static Arbitrary<String> group() {
        return Arbitraries.of("sg-1", "sg-2", "sg-3");
    }

    private static Arbitrary<String> instance() {
        return Arbitraries.of("i-1", "i-2");
    }

    private static Arbitrary<String> role() {
        return Arbitraries.of("r-1", "r-2");
    }

    private static Arbitrary<Step> acl() {
        return Combinators.combine(
                        Arbitraries.of(90, 100, 110),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of("0.0.0.0/0", "198.51.100.0/24"),
                        Arbitraries.of(true, false))
                .as((number, egress, allow, cidr, all) -> {
                    NetworkAclEntry entry = new NetworkAclEntry(
                            number, egress, allow, all ? "-1" : "6", all ? null : 22, all ? null : 443, cidr);
                    return new Step(new PutAclEntry("acl-1", entry), model -> {
                        model.entries.removeIf(known ->
                                known.egress() == egress && known.number().equals(number));
                        model.entries.add(entry);
                    });
                });
    }

    private static Arbitrary<Step> route() {
        return Combinators.combine(
                        Arbitraries.of("0.0.0.0/0", "198.51.100.0/24", "::/0"),
                        Arbitraries.of("igw-1", "nat-1", "eni-2", "tgw-1"))
                .as((destination, target) -> {
                    Route route = PutRoute.route(destination, target);
                    return new Step(new PutRoute("rtb-1", destination, target), model -> {
                        model.routes.removeIf(known -> destination.equals(known.destination()));
                        model.routes.add(route);
                    });
                });
    }

    private static Arbitrary<Step> groups() {
        return Combinators.combine(instance(), group().set().ofMinSize(1)).as((instance, ids) -> {
            List<String> sorted = new ArrayList<>(ids);
            sorted.sort(null);
            return new Step(
                    new SetSecurityGroups(instance, null, sorted), model -> model.groupsOf.put(instance, sorted));
        });
    }

    private static Arbitrary<Step> options() {
        return Combinators.combine(
                        instance(),
                        Arbitraries.of(HttpTokens.class),
                        Arbitraries.of(1, 2, 3),
                        Arbitraries.of(ToggleState.class))
                .as((instance, tokens, hops, endpoint) -> new Step(
                        new SetMetadataOptions(instance, tokens, hops, endpoint, null),
                        model -> model.options.put(
                                instance, new MetadataOptions(endpoint, tokens, hops, null, false, true))));
    }

    private static Arbitrary<Step> profile() {
        return Combinators.combine(instance(), Arbitraries.of("p-1", "p-2", ""))
                .as((instance, profile) -> new Step(
                        new SetInstanceProfile(instance, profile.isEmpty() ? null : profile),
                        model -> model.profileOf.put(instance, profile.isEmpty() ? null : profile)));
    }

    private static Arbitrary<JsonNode> document() {
        return Arbitraries.of(
                policy(allow("*", "*")),
                policy(allow("iam:PassRole,ec2:RunInstances", "*")),
                policy(allow("s3:*,sts:AssumeRole", "*")),
                policy(allow("*", "*"), deny("iam:*", "*")),
                policy(allow("ssm:SendCommand", "*")));
    }

    private static Arbitrary<Step> inline() {
        return Combinators.combine(role(), Arbitraries.of("own", "other"), document())
                .as((role, name, document) -> new Step(
                        new PutRolePolicy(role, name, document),
                        model -> model.inline.get(role).put(name, document)));
    }

    private static Arbitrary<Step> attached() {
        return role().map(role -> new Step(
                new AttachRolePolicy(role, Model.MANAGED),
                model -> model.attached.get(role).put(Model.MANAGED, model.managed)));
    }

    private static Arbitrary<Step> boundary() {
        return role().map(role -> new Step(
                new SetPermissionsBoundary(role, Model.MANAGED), model -> model.boundary.put(role, model.managed)));
    }

    private static Arbitrary<Step> trust() {
        return Combinators.combine(role(), Arbitraries.of("ec2.amazonaws.com", "lambda.amazonaws.com"))
                .as((role, service) -> new Step(
                        new SetTrustPolicy(role, Model.trusting(service)),
                        model -> model.trust.put(role, Model.trusting(service))));
    }

    /** What undoes the change in the model as it is at first; null where there is none. */
    static Change inverse(Change change, Model model) {
        if (change instanceof AddGroupRule added) {
            return new RemoveGroupRule(
                    added.groupId(), added.egress(), added.rule().ruleId(), null);
        } else if (change instanceof PutAclEntry put) {
            return model.entries.stream()
                    .filter(known -> DeleteAclEntry.isAt(
                            known, put.entry().egress(), put.entry().number()))
                    .findFirst()
                    .<Change>map(known -> new PutAclEntry("acl-1", known))
                    .orElseGet(() -> new DeleteAclEntry(
                            "acl-1", put.entry().egress(), put.entry().number()));
        } else if (change instanceof PutRoute put) {
            return model.routes.stream().anyMatch(known -> PutRoute.leadsTo(known, put.destination()))
                    ? new ReplaceRoutes("rtb-1", List.of(PutRoute.route("0.0.0.0/0", "igw-1")))
                    : new DeleteRoute("rtb-1", put.destination());
        } else if (change instanceof SetSecurityGroups set) {
            return new SetSecurityGroups(set.instanceId(), null, model.groupsOf.get(set.instanceId()));
        } else if (change instanceof SetMetadataOptions set) {
            MetadataOptions old = model.options.get(set.instanceId());
            return new SetMetadataOptions(set.instanceId(), old.httpTokens(), old.hopLimit(), old.httpEndpoint(), null);
        } else if (change instanceof SetInstanceProfile set) {
            return new SetInstanceProfile(set.instanceId(), model.profileOf.get(set.instanceId()));
        } else if (change instanceof PutRolePolicy put) {
            JsonNode old = model.inline.get(put.roleName()).get(put.policyName());
            return old == null
                    ? new DeleteRolePolicy(put.roleName(), put.policyName())
                    : new PutRolePolicy(put.roleName(), put.policyName(), old);
        } else if (change instanceof AttachRolePolicy attached) {
            return new DetachRolePolicy(attached.roleName(), attached.policyArn());
        } else if (change instanceof SetPermissionsBoundary set) {
            return new SetPermissionsBoundary(set.roleName(), null);
        } else if (change instanceof SetTrustPolicy set) {
            return new SetTrustPolicy(set.roleName(), model.trust.get(set.roleName()));
        }
        throw new AssertionError(change);
    }
}
