package io.muster.rule.iam;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.role;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;

/** Estates in which an instance uses a role. */
final class UsedRole {

    private UsedRole() {}

    static Estates estate(MadeRole role) {
        return Estates.estate()
                .with(role, Made.profile("p", "r"), instance("i-1").profile("p"))
                .global();
    }
}
