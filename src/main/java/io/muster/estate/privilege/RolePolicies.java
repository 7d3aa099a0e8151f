package io.muster.estate.privilege;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policies that decide what a role may do, and which of their statements speak of a request.
 *
 * @param own          those that it holds
 * @param boundary     its permissions boundary
 * @param organization those of the levels above the account; none of them binds a role that belongs to a service
 * @param limits       those without which its own allow nothing: the levels of the organization, and its boundary
 */
record RolePolicies(
        Resource<Role> role, Layer own, Optional<Layer> boundary, OrganizationLimits organization, List<Layer> limits) {

    /** @param above the policies of the levels above the account that bind it */
    static RolePolicies of(Resource<Role> role, AccountPrivileges account, OrganizationLimits above) {
        Role attributes = role.attributes();
        Layer own = new Layer(Stream.concat(
                        attributes.inlinePolicies().stream()
                                .map(inline -> account.policy(inline.name(), inline.document())),
                        attributes.attachedPolicies().stream()
                                .map(attached -> account.policy(attached.arn(), attached.document())))
                .toList());
        Optional<Layer> boundary = Optional.ofNullable(attributes.permissionsBoundaryArn())
                .map(arn -> account.boundary(account.policy(arn, attributes.permissionsBoundaryDocument())));
        OrganizationLimits organization = AwsLimits.isServiceLinked(role.arn()) ? OrganizationLimits.NONE : above;
        List<Layer> limits =
                Stream.concat(organization.levels().stream(), boundary.stream()).toList();
        return new RolePolicies(role, own, boundary, organization, limits);
    }

    /** Its own but for the one of that name; the same layer where there is none. */
    Layer without(String policy) {
        List<Policy> others = own.policies().stream()
                .filter(one -> !policy.equals(one.name()))
                .toList();
        return others.size() == own.policies().size() ? own : new Layer(others);
    }

    /** The names of those whose statements could not be read, the boundary among them. */
    List<String> unreadable() {
        return Stream.concat(own.policies().stream(), boundary.stream().flatMap(layer -> layer.policies().stream()))
                .filter(policy -> !policy.readable())
                .map(Policy::name)
                .toList();
    }

    /** Whether all of its own policies and of what limits them could be read: what could not may allow anything, and deny it. */
    boolean readable() {
        return layers().allMatch(Layer::readable);
    }

    /** Whether all policies that may decide about the request could be read: the role's own, those that limit it, and those that bind the request's resource. */
    boolean readable(Request request) {
        return readable() && ofResources(request).readable(request);
    }

    /** Whether some policy may deny it, however the request is made. */
    boolean mayDenyHoweverAsked(Request request) {
        return !readable(request)
                || denials(request, Certainty.POSSIBLE).stream().anyMatch(denial -> denial.hangsOnGiven(request));
    }

    /** Whether some policy denies it, those of the account's resources among them. */
    Certainty denied(Request request) {
        Certainty denied = own.denies(request);
        for (Layer limit : limits) {
            denied = denied == Certainty.YES ? denied : denied.or(limit.denies(request));
        }
        return denied.or(ofResources(request).denies(request));
    }

    /** The resource control policies of the account bind its own resources. */
    private ResourceControls ofResources(Request request) {
        return request.isElsewhere(role.scope().accountId()) ? ResourceControls.NONE : organization.ofResources();
    }

    /** The layers of policies, each of which has to allow a request: the role's own policies, its boundary and the levels of the organization. */
    Stream<Layer> layers() {
        return Stream.concat(Stream.of(own), limits.stream());
    }

    /** The statements of the effect that, certainly or possibly, speak of the request. */
    List<Statement> statements(Request request, boolean allow) {
        return named(request, allow)
                .filter(statement -> statement.appliesToResource(request) != Certainty.NO)
                .distinct()
                .toList();
    }

    /** The statements of the effect that speak of some of the resources that the request means, whose resource is a pattern. */
    List<Statement> concerning(Request request, boolean allow) {
        return named(request, allow)
                .filter(statement -> statement.concernsSomeOf(request))
                .distinct()
                .toList();
    }

    private Stream<Statement> named(Request request, boolean allow) {
        return (allow ? own.about(request.action()).allowing() : denials(request, Certainty.POSSIBLE)).stream();
    }

    /** The statements that allow the action on something: of its policies, of its boundary and of what else limits it. */
    List<List<Statement>> allowances(Request request) {
        return layers().map(layer -> layer.about(request.action()).allowing()).toList();
    }

    /** The statements that deny the action on something, as far as they are certainly in force. */
    List<Statement> denials(Request request) {
        return denials(request, Certainty.YES);
    }

    private List<Statement> denials(Request request, Certainty least) {
        return Stream.concat(
                        layers().flatMap(layer -> layer.about(request.action()).denying().stream()),
                        ofResources(request).denials(request, least).stream())
                .toList();
    }

    /** The statements of the organization's policies that deny the action on the resources of its account. */
    List<Statement> denialsOfResources(Request request) {
        return organization.ofResources().denials(request, Certainty.YES);
    }

    /** Whether nothing stands for certain against what is granted beside policies: no denial, and no level of the organization. */
    boolean mayBeGrantedBeside(Request request) {
        return denied(request) != Certainty.YES && Layer.allowEach(organization.levels(), request) != Certainty.NO;
    }

    /** Every statement of its own policies. */
    List<Statement> statements() {
        return own.policies().stream()
                .flatMap(policy -> policy.statements().stream())
                .toList();
    }

    /** The statements of the policies that limit the role, layer by layer. */
    List<List<Statement>> limitStatements() {
        return limits.stream()
                .map(layer -> layer.policies().stream()
                        .flatMap(policy -> policy.statements().stream())
                        .toList())
                .toList();
    }

    /** The statements of its policies that allow the action on something. */
    List<Statement> grants(String action) {
        return own.about(action.toLowerCase(Locale.ROOT)).allowing();
    }

    boolean grantsAnything(String action) {
        return !own.readable() || !grants(action).isEmpty();
    }
}
