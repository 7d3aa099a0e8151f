package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policies of the organization as they apply to one account: on each level from the root to the account some service control policy
 * has to allow a request.
 *
 * @param levels  the service control policies, level by level
 * @param ofResources those that bind its resources
 * @param unread  the policies that were not read; empty where all that bind the account were read
 * @param ignored whether none was ever read: they may take away rights that the account's own policies grant
 * @param organizationId empty where it is not known
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html">AWS
 *     Organizations User Guide, SCP evaluation</a>
 */
record OrganizationLimits(
        List<Layer> levels,
        ResourceControls ofResources,
        String unread,
        boolean ignored,
        Optional<String> organizationId) {

    static final OrganizationLimits NONE =
            new OrganizationLimits(List.of(), ResourceControls.NONE, "", false, Optional.empty());

    private static final Pattern OWN =
            Pattern.compile("arn:[^:]+:organizations::[0-9]{12}:policy/(o-[a-z0-9]{10,32})/.*");

    static OrganizationLimits of(Estate estate) {
        if (!estate.holds(ResourceKind.ORGANIZATION_POLICY)) {
            return new OrganizationLimits(
                    List.of(), ResourceControls.NONE, "", true, estate.beside().ownOrganizationId());
        }
        List<Resource<OrganizationPolicy>> stored = estate.stored(OrganizationPolicy.class);
        boolean known = estate.knows(ResourceKind.ORGANIZATION_POLICY);
        String missing = known || stored.isEmpty() ? "" : estate.missing(ResourceKind.ORGANIZATION_POLICY);
        Map<Integer, List<Policy>> levels = new TreeMap<>();
        List<Policy> ofResources = new ArrayList<>();
        for (Resource<OrganizationPolicy> one : stored) {
            OrganizationPolicy attributes = one.attributes();
            Policy policy = Policy.of(
                    attributes.policyArn() == null ? one.arn() : attributes.policyArn(), attributes.document());
            if (attributes.policyType() == null) {
                missing = "the type of " + one.arn();
            } else if (attributes.policyType().equals("RESOURCE_CONTROL_POLICY")) {
                ofResources.add(policy);
            } else {
                attributes
                        .attachments()
                        .forEach(target -> levels.computeIfAbsent(target.level(), level -> new ArrayList<>())
                                .add(policy));
            }
        }
        if (!missing.isEmpty()) {
            // a policy that was not listed may allow what the others of its level do not
            Policy unlisted = Policy.of(missing, null);
            levels.values().forEach(level -> level.add(unlisted));
        }
        return new OrganizationLimits(
                levels.values().stream().map(Layer::new).toList(),
                new ResourceControls(new Layer(ofResources)),
                missing,
                !known && stored.isEmpty(),
                organizationId(stored).or(estate.beside()::ownOrganizationId));
    }

    /** The ARNs of an organization's own policies have its id: none binds the management account, and those of AWS have none. */
    private static Optional<String> organizationId(List<Resource<OrganizationPolicy>> stored) {
        return stored.stream()
                .map(one -> one.attributes().policyArn())
                .filter(Objects::nonNull)
                .map(OWN::matcher)
                .filter(Matcher::matches)
                .map(own -> own.group(1))
                .findFirst();
    }

    /** What its id is to conditions, as in {@code aws:PrincipalOrgID}: no request chooses it. */
    Fact id() {
        return organizationId.map(Fact::of).orElse(Fact.UNREAD);
    }

    /** The value of {@code aws:PrincipalOrgPaths}: of the path of the account's unit, the id tells the beginning. */
    Fact path() {
        return organizationId.map(id -> Fact.unread(id + "/r-*/")).orElse(Fact.UNREAD);
    }

    /** Whether some level certainly keeps the request from whom its facts speak of, whatever other policies allow; perhaps where one was not read. */
    Certainty forbids(Request request) {
        if (levels.stream().anyMatch(level -> level.denies(request) == Certainty.YES)
                || Layer.allowEach(levels, request) == Certainty.NO) {
            return Certainty.YES;
        }
        return levels.stream().allMatch(Layer::readable) ? Certainty.NO : Certainty.POSSIBLE;
    }

    /** Whether the policies that bind the account's resources let a role of another account; perhaps where something is unread. */
    Certainty lets(Request request, OrganizationLimits asking, boolean strict) {
        Certainty denied = ofResources.denies(request);
        if (denied == Certainty.YES) {
            return Certainty.NO;
        }
        boolean known = unread.isEmpty() && (!ignored || asking.ignored());
        return known && !(strict && denied == Certainty.POSSIBLE) ? Certainty.YES : Certainty.POSSIBLE;
    }
}
