package io.muster.estate.privilege;

import java.util.List;
import java.util.Optional;

/**
 * The expected decision of a policy simulator on a request, by the same policies: those of the role, its boundary and the service control policies.
 * It does not read trust policies, the policies of resources and keys, and resource control policies, nor does it know the limits of AWS's own.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html">IAM API Reference,
 *     SimulatePrincipalPolicy</a>
 */
public final class Simulated {

    private final RolePrivileges role;
    private final Request request;

    private Simulated(RolePrivileges role, Request request) {
        this.role = role;
        this.request = request;
    }

    public static Simulated of(RolePrivileges role, String action, String resource) {
        return new Simulated(role, role.request(action, resource));
    }

    /** Certain only where it holds whatever the values of unknown keys are. */
    public Certainty verdict() {
        Certainty denied =
                role.policies().layers().map(layer -> layer.denies(request)).reduce(Certainty.NO, Certainty::or);
        Certainty allowed = role.policies().organization().unread().isEmpty() ? Certainty.YES : Certainty.POSSIBLE;
        allowed = role.policies().layers().map(layer -> layer.allows(request)).reduce(allowed, Certainty::and);
        return allowed.and(denied.not());
    }

    /** Whether policies of an organization may bind the account that were never read. */
    public boolean organizationUnknown() {
        return role.policies().organization().ignored();
    }

    /**
     * The values of a condition key in the request; an empty list where the request does not have it.
     *
     * @return empty where nothing is known of the key, or more than one thing
     */
    public Optional<List<String>> context(String key) {
        List<List<String>> alternatives = request.facts().of(key).alternatives();
        return alternatives.size() == 1 ? Optional.of(alternatives.get(0)) : Optional.empty();
    }

    /** Whether something is known of a key, but not one value of it. */
    public boolean undecided(String key) {
        return request.facts().of(key).alternatives().size() > 1;
    }
}
