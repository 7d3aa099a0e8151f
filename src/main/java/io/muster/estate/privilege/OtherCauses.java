package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.List;

/** What decides on a request beside the statements that speak of it, as {@link Decision#reasons} tells it. */
final class OtherCauses {

    private OtherCauses() {}

    static List<String> of(RolePrivileges role, Request request) {
        List<String> reasons = new ArrayList<>();
        AwsLimits.against(request, role.accountId()).ifPresent(reasons::add);
        if (request.isElsewhere(role.accountId())) {
            reasons.add("policies of another account are not read: they have to allow it as well");
        }
        role.limits().stream()
                .filter(layer -> layer.allows(request) == Certainty.NO)
                .forEach(layer -> reasons.add("not allowed by "
                        + layer.policies().stream().map(Policy::name).sorted().toList()));
        if (role.keyConsent(request, true) != Certainty.YES) {
            reasons.add("the policy of the key does not certainly consent");
        }
        if (role.grantedByKey(request) == Certainty.YES) {
            reasons.add("the policy of the key grants it, whatever the role's own policies allow");
        }
        role.unreadable().forEach(name -> reasons.add("not readable: " + name));
        if (role.organization().ignored()) {
            reasons.add("policies of an organization were not read: they may deny it");
        }
        if (!role.organization().unread().isEmpty()) {
            reasons.add("not known: " + role.organization().unread());
        }
        return reasons;
    }
}
