package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The roles that a role may pass to a service of its choice: a condition that names the service or the resource it is passed to does not
 * hold for one that no policy names, but {@code StringLike} with an asterisk does.
 *
 * @param everyRole whether that is so of a role of any name
 * @param someRole  whether it may be so of some role, whether or not the account has it
 * @param passable  the ARNs of the account's roles that it may pass for certain, no more than were asked for and one
 * @param possible  whether it may be so of others, under conditions that cannot be judged
 * @param grants    the statements that allow it
 */
public record PassRights(
        Certainty everyRole, Certainty someRole, List<String> passable, boolean possible, List<Statement> grants) {

    /**
     * The rights that the role's policies give it over the roles of its account.
     *
     * @param most how many roles may be told
     */
    public static PassRights of(Resource<Role> role, Estate estate, int most) {
        RolePrivileges self = RolePrivileges.of(role, estate);
        if (!self.policies().grantsAnything(Passing.ACTION)) {
            return new PassRights(Certainty.NO, Certainty.NO, List.of(), false, List.of());
        }
        String roles = "arn:" + self.partition() + ":iam::" + self.accountId() + ":role/";
        String any = roles + RolePrivileges.ANY_NAME;
        Set<Statement> grants = new LinkedHashSet<>(self.policies().statements(Passing.toUnnamed(self, any), true));
        List<String> passable = new ArrayList<>();
        boolean possible = false;
        for (Resource<Role> target : estate.stored(Role.class)) {
            if (AwsLimits.isServiceLinked(target.arn())) {
                continue; // to its own service alone
            }
            Request request = Passing.toUnnamed(self, target.arn());
            Certainty passes = passable.size() > most ? Certainty.NO : self.allows(request);
            possible |= passes == Certainty.POSSIBLE;
            if (passes == Certainty.YES) {
                passable.add(target.arn());
                grants.addAll(self.policies().statements(request, true));
            }
        }
        String pattern = roles + "*";
        return new PassRights(
                self.allows(Passing.toUnnamed(self, any)),
                SomeResource.of(self, pattern, List.of(Passing.toUnnamed(self, pattern))),
                List.copyOf(passable),
                possible,
                List.copyOf(grants));
    }
}
