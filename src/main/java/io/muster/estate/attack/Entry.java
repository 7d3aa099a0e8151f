package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.AllWays;
import io.muster.estate.reach.Entrance;
import io.muster.estate.reach.Exposed;
import io.muster.estate.reach.Frontends;
import io.muster.estate.reach.Hop;
import io.muster.estate.reach.HostReach;
import io.muster.estate.reach.Reach;
import io.muster.estate.reach.Reachable;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A weak instance that the internet reaches, or may reach, or a host of another account or region that an attacker may hold.
 *
 * @param ways       from the internet
 * @param arrival    the way from another account or region, where that counts in place of those; else null
 * @param weaknesses those that are certain, or, where none is, those that are possible
 */
record Entry(
        Resource<Instance> instance,
        AllWays ways,
        @Nullable Arrival arrival,
        List<Weakness> weaknesses,
        Estate estate) {

    private static final String DIRECTLY = "ec2-instance-internet-reachable";
    private static final String BALANCED = "ec2-instance-reachable-via-load-balancer";

    /** Empty where the internet certainly does not reach it, or it has no weakness. */
    static Optional<Entry> of(Resource<Instance> instance, List<Weakness> all, Estate estate) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        AllWays ways = AllWays.of(instance, estate);
        return ways.reachable() == Reachable.NO
                ? Optional.empty()
                : Optional.of(new Entry(instance, ways, null, decisive(all), estate));
    }

    /** The same; the way from elsewhere counts where there is no certain one from the internet, and none as good. */
    static Optional<Entry> of(
            Resource<Instance> instance, List<Weakness> all, Estate estate, Optional<Arrival> elsewhere) {
        Optional<Entry> own = of(instance, all, estate);
        boolean isBetter = elsewhere.isPresent()
                && !all.isEmpty()
                && own.filter(entry -> entry.isReached() || !elsewhere.get().certain())
                        .isEmpty();
        return isBetter
                ? Optional.of(new Entry(instance, AllWays.of(instance, estate), elsewhere.get(), decisive(all), estate))
                : own;
    }

    static List<Weakness> decisive(List<Weakness> all) {
        List<Weakness> certain = all.stream().filter(Weakness::certain).toList();
        return certain.isEmpty() ? all : certain;
    }

    boolean certain() {
        return isReached() && weaknesses.get(0).certain();
    }

    private boolean isReached() {
        return arrival == null ? ways.reachable() == Reachable.YES : arrival.certain();
    }

    /** Whether its only weakness, or that of the host elsewhere, is that it is not managed. */
    boolean hardlyWeak() {
        return Weakness.areUnmanaged(weaknesses)
                || (arrival != null && arrival.host().hardlyWeak());
    }

    /** Whether the internet at large gets in, and not chosen addresses alone. */
    boolean atLarge() {
        return arrival == null ? ways.exposed().atLarge() : arrival.host().atLarge();
    }

    /** What was not read, where it depends on that whether an attacker gets in. */
    Set<String> missing() {
        return arrival == null ? ways.missing() : arrival.missing();
    }

    /** Where an attacker comes from, in words. */
    String from() {
        return arrival == null ? "the internet" : arrival.from(instance.scope());
    }

    List<AttackStep> steps() {
        if (arrival == null) {
            return List.of(wayIn(), taken(instance, weaknesses, "the internet reaches it, and "));
        }
        List<AttackStep> steps = new ArrayList<>(arrival.steps());
        String how = arrival.how().isEmpty()
                ? " may reach it; not known: " + String.join("; ", new TreeSet<>(arrival.missing()))
                : " reaches it by " + arrival.how();
        steps.add(taken(instance, weaknesses, from() + how + ", and "));
        return List.copyOf(steps);
    }

    static AttackStep taken(Resource<Instance> instance, List<Weakness> weaknesses, String how) {
        String why =
                how + String.join(", ", weaknesses.stream().map(Weakness::why).toList());
        AttackStep step = AttackStep.of(instance.arn(), ResourceKind.INSTANCE, why);
        return weaknesses.stream()
                .map(weakness -> weakness.type().ruleId())
                .filter(Objects::nonNull)
                .findFirst()
                .map(rule -> step.judgedBy(rule, instance.arn()))
                .orElse(step);
    }

    private AttackStep wayIn() {
        return directly()
                .or(this::throughFrontend)
                .orElseGet(() -> AttackStep.of(
                        instance.arn(),
                        ResourceKind.INSTANCE,
                        "the internet may reach it; not known: " + String.join("; ", ways.missing())));
    }

    private Optional<AttackStep> directly() {
        Reach reach = Reach.of(estate);
        for (Resource<NetworkInterface> eni : interfaces()) {
            Exposed exposed = reach.fromInternet(eni).carrying();
            if (exposed.reachable() == Reachable.YES) {
                Hop hop = HostReach.lettingIn(
                        reach.askInternet(eni, exposed.certain()).hops());
                return Optional.of(AttackStep.of(
                                eni.arn(),
                                ResourceKind.NETWORK_INTERFACE,
                                "the internet reaches " + String.join(", ", exposed.describe()) + ": " + hop.why())
                        .judgedBy(DIRECTLY, instance.arn()));
            }
        }
        return Optional.empty();
    }

    private Optional<AttackStep> throughFrontend() {
        return entrances()
                .filter(one -> one.exposed().reachable() == Reachable.YES)
                .findFirst()
                .map(one -> AttackStep.of(
                                one.arn(),
                                one.kind(),
                                "the internet reaches listener " + one.listener() + ", which forwards to "
                                        + String.join(", ", one.exposed().describe()))
                        .judgedBy(BALANCED, instance.arn()));
    }

    private List<Resource<NetworkInterface>> interfaces() {
        return Interfaces.of(estate).ofInstance(instance.resourceId());
    }

    private Stream<Entrance> entrances() {
        return interfaces().stream().flatMap(eni -> Frontends.of(estate).fromInternet(eni).stream());
    }

    /** The changes after which the internet does not reach it, or it is not weak. */
    List<Cut> cuts() {
        List<Cut> cuts = new ArrayList<>(hardening(instance, weaknesses));
        if (arrival != null || ways.reachable() != Reachable.YES) {
            return cuts;
        }
        List<Entrance> through = entrances().toList();
        boolean direct = interfaces().stream()
                .anyMatch(eni -> Reach.of(estate).fromInternet(eni).carrying().reachable() != Reachable.NO);
        if (!direct) {
            List<String> fronts = through.stream().map(Entrance::arn).distinct().toList();
            if (fronts.size() == 1) {
                cuts.add(cut(through.get(0)));
            }
        } else if (through.isEmpty()) {
            groups().forEach(cuts::add);
        }
        return cuts;
    }

    private static Cut cut(Entrance only) {
        String action = switch (only.kind()) {
            case ACCELERATOR -> "take its endpoints from the accelerator";
            case VPC_ORIGIN -> "delete the VPC origin";
            default -> "take its targets from the load balancer";
        };
        return new Cut(only.arn(), only.kind(), action);
    }

    /** The groups without any one of which nothing gets in. */
    private List<Cut> groups() {
        Set<String> all = new HashSet<>();
        interfaces().forEach(eni -> all.addAll(eni.attributes().securityGroupIds()));
        return all.stream()
                .sorted()
                .filter(this::closesWithout)
                .flatMap(id -> estate.stored(SecurityGroup.class, id).stream())
                .map(group -> new Cut(
                        group.arn(), ResourceKind.SECURITY_GROUP, "let the security group admit no public address"))
                .toList();
    }

    private boolean closesWithout(String group) {
        return interfaces().stream().allMatch(eni -> {
            Set<String> others = new HashSet<>(eni.attributes().securityGroupIds());
            others.remove(group);
            return Reach.of(estate).fromInternet(eni, others).carrying().reachable() == Reachable.NO;
        });
    }

    /** The change that removes its only weakness; none where there are several, because no single change ends the path then. */
    static List<Cut> hardening(Resource<Instance> instance, List<Weakness> weaknesses) {
        return weaknesses.size() == 1
                ? List.of(new Cut(
                        instance.arn(),
                        ResourceKind.INSTANCE,
                        switch (weaknesses.get(0).type()) {
                            case IMDSV1 -> "require IMDSv2";
                            case EXPLOITABLE -> "update the software that is reported vulnerable";
                            case UNPATCHED -> "install its patches";
                            case OUTDATED_IMAGE -> "launch it anew from a current image";
                            case USER_DATA_SECRETS -> "replace the secrets and take them from its user data";
                            case UNMANAGED -> "make it a managed node of Systems Manager";
                        }))
                : List.of();
    }
}
