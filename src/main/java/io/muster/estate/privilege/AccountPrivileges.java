package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.estate.InstanceRoles;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles of an account's estate with their privileges, each policy document of which is compiled once. */
final class AccountPrivileges {

    /** The kinds without which nothing is told, and those that tell more where they are loaded. */
    static final Set<ResourceKind> KINDS = EnumSet.of(
            ResourceKind.ROLE,
            ResourceKind.INSTANCE_PROFILE,
            ResourceKind.INSTANCE,
            ResourceKind.MANAGED_INSTANCE,
            ResourceKind.ORGANIZATION_POLICY,
            ResourceKind.KMS_KEY);

    private static final int ANSWERS = 10_000;

    private record Compiled(String name, JsonNode document) {}

    private record Latest(JsonNode document, Policy policy) {}

    private final Estate estate;
    private final OrganizationLimits organization;
    private final Map<String, RolePrivileges> byArn = new ConcurrentHashMap<>();
    private final Map<Compiled, Policy> policies = new ConcurrentHashMap<>();
    private final Map<String, Latest> latestByName = new ConcurrentHashMap<>();
    private final Map<String, Layer> boundaries = new ConcurrentHashMap<>();
    private final Map<SomeResource.Question, Certainty> answers = new ConcurrentHashMap<>();

    private AccountPrivileges(Estate estate) {
        this.estate = estate;
        organization = OrganizationLimits.of(estate);
    }

    static AccountPrivileges of(Estate estate) {
        return estate.view(AccountPrivileges.class, AccountPrivileges::new);
    }

    RolePrivileges of(Resource<Role> role) {
        RolePrivileges known = byArn.get(role.arn());
        if (known == null) {
            known = new RolePrivileges(role, this, organization, false);
            byArn.put(role.arn(), known);
        }
        return known;
    }

    /** The roles of other accounts that may trust identities of this one. */
    RolesElsewhere elsewhere() {
        return RolesElsewhere.of(estate);
    }

    /** The organization of the account that has the role of the ARN; not read where that is not known. */
    Fact organizationOf(String arn) {
        return elsewhere()
                .role(arn)
                .flatMap(one -> one.role().policies().organization().organizationId())
                .map(Fact::of)
                .orElse(Fact.UNREAD);
    }

    /** Whether the role is as it was read last, and that was all of it. */
    boolean current(Resource<Role> role) {
        return estate.current(role);
    }

    OrganizationLimits organization() {
        return organization;
    }

    Instant now() {
        return estate.asOf();
    }

    Policy policy(@Nullable String name, @Nullable JsonNode document) {
        return compiled(name, document, Policy::of);
    }

    KeyPolicy policy(Resource<KmsKey> key) {
        return new KeyPolicy(key.arn(), compiled(key.arn(), key.attributes().policy(), Policy::ofKey));
    }

    /** Each document once: to compare it with the last one of the name costs less than to work out its hash. */
    private Policy compiled(
            @Nullable String name, @Nullable JsonNode document, BiFunction<String, JsonNode, Policy> compiler) {
        if (name == null || document == null) {
            return compiler.apply(name, document);
        }
        Latest latest = latestByName.get(name);
        if (latest != null && latest.document().equals(document)) {
            return latest.policy();
        }
        Policy policy = policies.computeIfAbsent(new Compiled(name, document), key -> compiler.apply(name, document));
        latestByName.put(name, new Latest(document, policy));
        return policy;
    }

    /** A boundary that many roles have is one layer. */
    @SuppressWarnings("ReferenceEquality") // a policy is compiled once, and its document is long to compare
    Layer boundary(Policy policy) {
        Layer known = boundaries.get(policy.name());
        if (known == null || known.policies().get(0) != policy) {
            known = new Layer(List.of(policy));
            boundaries.put(policy.name(), known);
        }
        return known;
    }

    /** The answer to a question that roles with the same policies ask again. */
    Certainty search(SomeResource.Question question) {
        Certainty known = answers.get(question);
        if (known == null) {
            known = TextSearch.answer(question);
            if (answers.size() < ANSWERS) {
                answers.put(question, known);
            }
        }
        return known;
    }

    ManagedHosts hosts() {
        return new ManagedHosts(estate);
    }

    /** All instances that get the role; none where they are not known. */
    List<Resource<Instance>> allInstancesOf(Resource<Role> role) {
        return holds(ResourceKind.INSTANCE) ? instancesOf(role) : List.of();
    }

    /** The instances that are known to get the role. */
    List<Resource<Instance>> instancesOf(Resource<Role> role) {
        return estate.holds(ResourceKind.INSTANCE) && holds(ResourceKind.INSTANCE_PROFILE)
                ? InstanceRoles.of(estate).instancesOf(role)
                : List.of();
    }

    /** The account first, then the regions in which instances run with the role, or may. */
    List<Breadth> breadths(Resource<Role> role) {
        if (!estate.holds(ResourceKind.INSTANCE)) {
            return List.of(Breadth.ACCOUNT);
        }
        Set<String> certain = regions(instancesOf(role));
        Set<String> possible = new TreeSet<>(estate.partial(ResourceKind.INSTANCE));
        if (!holds(ResourceKind.INSTANCE_PROFILE)) {
            possible.addAll(regions(estate.stored(Instance.class)));
        }
        possible.removeAll(certain);
        return Stream.of(
                        Stream.of(Breadth.ACCOUNT),
                        certain.stream().map(region -> new Breadth(region, Certainty.YES)),
                        possible.stream().map(region -> new Breadth(region, Certainty.POSSIBLE)))
                .flatMap(breadths -> breadths)
                .toList();
    }

    private static Set<String> regions(List<Resource<Instance>> instances) {
        return instances.stream().map(one -> one.scope().region()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether some instance profile holds the role; perhaps where not all of them are known. */
    Certainty inProfile(Resource<Role> role) {
        String arn = role.arn();
        boolean found = estate.holds(ResourceKind.INSTANCE_PROFILE)
                && estate.stored(InstanceProfile.class).stream()
                        .anyMatch(profile -> arn.equals(profile.attributes().roleArn()));
        return found ? Certainty.YES : holds(ResourceKind.INSTANCE_PROFILE) ? Certainty.NO : Certainty.POSSIBLE;
    }

    /** The instance profiles as they are now; none where they are not known. */
    Stream<Resource<InstanceProfile>> profiles() {
        return holds(ResourceKind.INSTANCE_PROFILE) ? estate.stored(InstanceProfile.class).stream() : Stream.empty();
    }

    private boolean holds(ResourceKind kind) {
        return estate.holds(kind) && estate.knows(kind);
    }

    /** The role of the ARN; empty where it is not known. */
    Optional<RolePrivileges> role(String arn) {
        return estate.storedArn(Role.class, arn).map(this::of);
    }

    /** The tags of a resource of the estate; null where they are not known. */
    Map<String, String> tags(String arn) {
        return tagged(arn).filter(Resource::tagsKnown).map(Resource::tags).orElse(null);
    }

    /** Whether the estate has the resource, whose tags were not read. */
    boolean leavesTagsUnread(String arn) {
        return tagged(arn).filter(resource -> !resource.tagsKnown()).isPresent();
    }

    private Optional<? extends Resource<?>> tagged(String arn) {
        return arn.contains(":role/")
                ? estate.storedArn(Role.class, arn)
                        .or(() -> elsewhere().role(arn).map(one -> one.role().role()))
                : arn.contains(":instance/") && estate.holds(ResourceKind.INSTANCE)
                        ? estate.storedArn(Instance.class, arn)
                        : Optional.empty();
    }

    /** The permissions boundary of the role of the ARN; unknown where the estate has no such role. */
    Fact boundaryOf(String arn) {
        return estate.storedArn(Role.class, arn)
                .map(role -> Optional.ofNullable(role.attributes().permissionsBoundaryArn())
                        .map(Fact::of)
                        .orElse(Fact.ABSENT))
                .orElse(Fact.UNKNOWN);
    }

    /**
     * The policies of the keys that the pattern names, those of any name among them; null where they are not known, as those are not for
     * which an alias stands.
     */
    List<KeyPolicy> keyPolicies(String pattern) {
        if (pattern.contains(":alias/")) {
            return null;
        }
        if (holds(ResourceKind.KMS_KEY)) {
            return keys(pattern).map(this::policy).toList();
        }
        List<KeyPolicy> known = isOne(pattern)
                ? keys(pattern).filter(estate::current).map(this::policy).toList()
                : List.of();
        return known.isEmpty() ? null : known;
    }

    /** The keys that the pattern names, as far as they are known. */
    Stream<Resource<KmsKey>> keys(String pattern) {
        if (!estate.holds(ResourceKind.KMS_KEY)) {
            return Stream.empty();
        }
        String keys = ofAnyName(pattern);
        return isOne(pattern)
                ? estate.storedArn(KmsKey.class, keys).stream()
                : estate.stored(KmsKey.class).stream().filter(key -> Wildcards.matches(keys, key.arn()));
    }

    private static boolean isOne(String pattern) {
        String keys = ofAnyName(pattern);
        return !keys.contains("*") && !keys.contains("?");
    }

    private static String ofAnyName(String pattern) {
        return pattern.replace(RolePrivileges.ANY_NAME, "*");
    }
}
