package io.muster.estate.privilege;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The facts of every request that a session of a role makes by itself, or that CloudFormation makes with a role that it was given. Where
 * services alone get the role, the session is without MFA and source identity; where EC2 is one of them, it may be one of an instance that has the role.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable">IAM User
 *     Guide, principal key values</a>
 */
final class RoleSession implements Facts {

    private static final String ACCOUNT = "aws:principalaccount";
    private static final String ORGANIZATION = "aws:principalorgid";
    private static final String ORGANIZATION_PATHS = "aws:principalorgpaths";
    static final String PRINCIPAL_TAG = "aws:principaltag/";
    private static final String MFA = "aws:multifactorauthpresent";

    /** The id of a role, which is not read, and whose beginning all have, and the name of the session, see the IAM User Guide, IAM identifiers, unique identifiers. */
    private static final String ID_OF_SESSION = "AROA*:*";

    private static final int PARTS = 6;

    /** More instances are not told apart. */
    private static final int INSTANCES = 50;

    /**
     * The region of a partition to which all requests to some services go. China has two such, see Amazon Web Services in China, "Endpoints
     * and ARNs": Ningxia, and Beijing for IAM.
     */
    private static final Map<String, String> HOME =
            Map.of("aws", "us-east-1", "aws-cn", "cn-northwest-1", "aws-us-gov", "us-gov-west-1");

    private static final Map<String, String> HOME_OF_IAM =
            Map.of("aws", "us-east-1", "aws-cn", "cn-north-1", "aws-us-gov", "us-gov-west-1");

    /** The services of which that is so, see the Organizations User Guide, "Deny access to AWS based on the requested region". */
    private static final Map<String, Map<String, String>> AT_HOME =
            Map.of("iam", HOME_OF_IAM, "cloudfront", HOME, "organizations", HOME, "route53", HOME);

    private static final Set<String> ABSENT = Set.of(
            "aws:username",
            "aws:assumedroot",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:principalservicename",
            "aws:principalservicenameslist",
            "kms:viaservice");

    private static final Set<String> ABSENT_OF_INSTANCES =
            Set.of("aws:federatedprovider", "aws:sourceidentity", "aws:multifactorauthage");

    /**
     * The actions that tell the boundary of the role that they change, see the Service Authorization Reference, IAM; those that set one tell that.
     */
    private static final Set<String> ON_BOUNDED = Set.of(
            "iam:attachrolepolicy",
            "iam:deleterolepermissionsboundary",
            "iam:deleterolepolicy",
            "iam:detachrolepolicy",
            "iam:putrolepolicy");

    private final Map<String, Fact> facts = new HashMap<>();
    private final Requester requester;
    private final boolean ofInstance;
    private final boolean ofInstances;
    private final boolean tagsKnown;
    private final boolean tagsRead;
    private final boolean trustKnown;

    /**
     * @param instances  those that have the role; empty where they are not known
     * @param ofInstance whether it is the session of an instance alone, whoever else may assume the role
     */
    RoleSession(
            Resource<Role> role,
            Trust trust,
            List<Resource<Instance>> instances,
            OrganizationLimits organization,
            Instant now,
            boolean ofInstance) {
        trustKnown = trust.readable();
        this.ofInstance = ofInstance;
        ofInstances = ofInstance || !trust.admitsIdentities();
        tagsRead = trustKnown && role.tagsKnown();
        tagsKnown = tagsRead && (ofInstance || !trust.admitsTags());
        ABSENT.forEach(key -> facts.put(key, Fact.ABSENT));
        put(ACCOUNT, role.scope().accountId());
        put("kms:calleraccount", role.scope().accountId());
        facts.put(ORGANIZATION, organization.id());
        facts.put(ORGANIZATION_PATHS, organization.path());
        put("aws:principalarn", role.arn());
        put("aws:principaltype", "AssumedRole");
        facts.put("aws:userid", Fact.unread(ID_OF_SESSION));
        put("aws:principalisawsservice", "false");
        requester = Requester.of(trust, organization);
        facts.putAll(requester.facts());
        put("aws:securetransport", "true");
        put("aws:tokenissuetime", now.toString());
        put("aws:currenttime", now.toString());
        put("aws:epochtime", String.valueOf(now.getEpochSecond()));
        if (tagsKnown) {
            role.tags().forEach((key, value) -> put(PRINCIPAL_TAG + key.toLowerCase(Locale.ROOT), value));
        }
        if (ofInstances) {
            ABSENT_OF_INSTANCES.forEach(key -> facts.put(key, Fact.ABSENT));
            facts.put(MFA, Fact.either(Fact.ABSENT, Fact.of("false")));
            ofInstances(instances, ofInstance || trust.admitsAlone(Passing.TO_INSTANCES));
        }
    }

    boolean ofInstance() {
        return ofInstance;
    }

    private void put(String key, String value) {
        facts.put(key, Fact.of(value));
    }

    /** @param alone whether no other service gets the role, whose sessions lack what tells of an instance */
    private void ofInstances(List<Resource<Instance>> instances, boolean alone) {
        if (instances.isEmpty() || instances.size() > INSTANCES) {
            return;
        }
        facts.put("ec2:sourceinstancearn", told(instances.stream().map(Resource::arn), alone));
        List<Instance> all = instances.stream().map(Resource::attributes).toList();
        if (all.stream().noneMatch(instance -> instance.vpcId() == null || instance.privateIp() == null)) {
            facts.put("aws:ec2instancesourcevpc", told(all.stream().map(Instance::vpcId), alone));
            facts.put("aws:ec2instancesourceprivateipv4", told(all.stream().map(Instance::privateIp), alone));
        }
        if (instances.stream()
                .allMatch(instance -> instance.attributes().metadataOptions() != null
                        && instance.attributes().metadataOptions().httpTokens() == HttpTokens.REQUIRED)) {
            facts.put("ec2:roledelivery", told(Stream.of("2.0"), alone));
        }
    }

    private static Fact told(Stream<String> values, boolean alone) {
        Fact ofInstance = Fact.either(values.distinct().toList());
        return alone ? ofInstance : Fact.either(ofInstance, Fact.ABSENT);
    }

    @Override
    public Fact of(String key) {
        Fact fact = facts.get(key);
        if (fact != null) {
            return fact;
        }
        boolean ofTags = key.startsWith(PRINCIPAL_TAG);
        if ((tagsKnown && ofTags) || (ofInstances && isOfFederation(key))) {
            return Fact.ABSENT;
        }
        // who assumes the role chooses the tags that its trust policy lets a session have, as well as its MFA
        boolean unread = ofTags ? !tagsRead : !trustKnown && isOfAssumption(key);
        return unread ? Fact.UNREAD : Fact.UNKNOWN;
    }

    private static boolean isOfAssumption(String key) {
        return isOfFederation(key) || ABSENT_OF_INSTANCES.contains(key) || key.equals(MFA);
    }

    /**
     * Whether the key is one of federated sessions: of a SAML assertion, or of an OpenID Connect token, whose keys
     * begin with the provider's domain.
     */
    private static boolean isOfFederation(String key) {
        String prefix = key.substring(0, Math.max(0, key.indexOf(':')));
        return prefix.equals("saml") || prefix.contains(".");
    }

    /** The facts of a request, with those that follow from its action and resource. */
    Facts of(String action, String resource, AccountPrivileges account) {
        return requester.asked(key -> ServiceKeys.isAbsent(key, action)
                ? Fact.ABSENT
                : switch (key) {
                    case "iam:permissionsboundary" ->
                        ON_BOUNDED.contains(action.toLowerCase(Locale.ROOT)) ? account.boundaryOf(resource) : of(key);
                    case "aws:ismcpserviceaction" -> ServiceKeys.ofAgentServers(action);
                    case "aws:requestedregion" -> region(action, resource);
                    case "ec2:region" -> part(resource, 3);
                    case "aws:resourceaccount", "s3:resourceaccount" -> owner(resource);
                    case "aws:resourceorgid" -> ofPlace(resource, ORGANIZATION, () -> account.organizationOf(resource));
                    case "aws:resourceorgpaths" -> ofPlace(resource, ORGANIZATION_PATHS, () -> Fact.UNREAD);
                    default -> key.contains(RESOURCE_TAG) ? tag(key, action, resource, account) : of(key);
                });
    }

    /**
     * What is known of the resource's organization.
     *
     * @param key       what tells the same of the role's own
     * @param elsewhere that of a resource of another account
     */
    private Fact ofPlace(String resource, String key, Supplier<Fact> elsewhere) {
        Fact place = owner(resource);
        if (place.equals(of(ACCOUNT))) {
            return of(key);
        }
        // who asks chooses among resources of accounts that are not known, its own among them
        return place.known() ? elsewhere.get() : of(ORGANIZATION).known() ? Fact.UNKNOWN : Fact.UNREAD;
    }

    /** The account that owns the resource. Of all buckets, snapshots or images, whose ARNs name no account, its own are asked about. */
    private Fact owner(String resource) {
        String[] arn = resource.split(":", PARTS);
        boolean ofAll = arn.length == PARTS && arn[4].isEmpty() && EveryName.isIn(arn[PARTS - 1]);
        return ofAll ? of(ACCOUNT) : part(resource, 4);
    }

    /**
     * Passing a role by its tags has no reliable results.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">IAM User Guide, grant permissions to pass a
     *     role</a>
     */
    private Fact tag(String key, String action, String resource, AccountPrivileges account) {
        if (action.equalsIgnoreCase(Passing.ACTION)) {
            return of(key);
        }
        if (account.leavesTagsUnread(resource)) {
            return Fact.UNREAD;
        }
        Map<String, String> tags = account.tags(resource);
        return tags == null ? of(key) : tag(key, tags);
    }

    private Fact region(String action, String resource) {
        String service = action.substring(0, Math.max(0, action.indexOf(':'))).toLowerCase(Locale.ROOT);
        Map<String, String> home = AT_HOME.get(service);
        if (home == null) {
            return part(resource, 3);
        }
        String partition =
                facts.get("aws:principalarn").alternatives().get(0).get(0).split(":", -1)[1];
        return home.containsKey(partition) ? Fact.of(home.get(partition)) : Fact.UNKNOWN;
    }

    private static Fact part(String resource, int index) {
        String[] arn = resource.split(":", PARTS);
        return arn.length == PARTS && !arn[index].isEmpty() && !arn[index].contains("*") && !arn[index].contains("~")
                ? Fact.of(arn[index])
                : Fact.UNKNOWN;
    }

    private static Fact tag(String key, Map<String, String> tags) {
        String name = key.substring(key.indexOf('/') + 1);
        // tags of EC2 that differ in case alone are one key to IAM
        List<String> values = tags.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
        return values.isEmpty() ? Fact.ABSENT : Fact.either(values);
    }
}
