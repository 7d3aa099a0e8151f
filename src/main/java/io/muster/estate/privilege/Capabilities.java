package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The sensitive things that a role can do, each to some resource and to all of them, to tell which of two roles has more rights.
 *
 * @param all  by each {@link SensitiveRight}, first over some resource, then over all
 * @param read whether all that decides so was read; else some of these are neither had nor lacked for certain
 */
record Capabilities(List<Certainty> all, boolean read) {

    private static final int RIGHTS = SensitiveRight.ALL.size();

    private static final int ASSUMING = SensitiveRight.ALL.indexOf(SensitiveRight.ASSUMING);

    /** The place of what roles of other accounts can do, which no role has by itself. */
    static final int ELSEWHERE = 2 * RIGHTS;

    static Capabilities of(RolePrivileges role) {
        List<Certainty> some =
                SensitiveRight.ALL.stream().map(right -> right.overSome(role)).toList();
        List<Certainty> all = new ArrayList<>(some);
        for (int i = 0; i < RIGHTS; i++) {
            Certainty most = some.get(i);
            all.add(
                    most == Certainty.NO
                            ? most
                            : SensitiveRight.ALL.get(i).overAll(role).and(most));
        }
        return new Capabilities(all, isRead(role));
    }

    /** Whether all of the role that its rights hang on was read: its policies, and what tells of its sessions. */
    private static boolean isRead(RolePrivileges role) {
        return role.policies().readable()
                && role.trust().readable()
                && role.role().tagsKnown();
    }

    /** Whether they hold something for certain that the others hold not at all. */
    boolean exceed(Capabilities others) {
        return others.lack(certain(), Certainty.POSSIBLE);
    }

    /** Whether they hold something that the others lack; {@linkplain #gainedBy possibly} where that is not certain of both. */
    Certainty exceeds(Capabilities others) {
        return others.gainedBy(certain(), possible());
    }

    /**
     * Whether more would be held with the places of others: for certain where these are certain and not held at all. Of two that are both possible, that
     * of the others is more only where what these hang on was not read: else it mostly is the same condition.
     *
     * @param certain  the places of those that the others hold for certain
     * @param possible the places of those that they hold, certainly or possibly
     */
    Certainty gainedBy(BitSet certain, BitSet possible) {
        if (lack(certain, Certainty.POSSIBLE)) {
            return Certainty.YES;
        }
        boolean perhaps = lack(certain, Certainty.YES) || lack(possible, read ? Certainty.POSSIBLE : Certainty.YES);
        return perhaps ? Certainty.POSSIBLE : Certainty.NO;
    }

    /** The places of those that are held for certain. */
    BitSet certain() {
        return places(Certainty.YES);
    }

    /** The places of those that are held, certainly or possibly. */
    BitSet possible() {
        return places(Certainty.POSSIBLE);
    }

    /** Whether some of the places are worth to take the role from another account: who does that may assume roles already. */
    static boolean areWorthTaking(BitSet places) {
        BitSet worth = (BitSet) places.clone();
        worth.clear(ASSUMING);
        worth.clear(RIGHTS + ASSUMING);
        worth.clear(ELSEWHERE);
        return !worth.isEmpty();
    }

    /** Whether some capabilities of the places are held less certainly than that. */
    private boolean lack(BitSet places, Certainty least) {
        BitSet lacking = (BitSet) places.clone();
        lacking.andNot(places(least));
        return !lacking.isEmpty();
    }

    private BitSet places(Certainty least) {
        BitSet places = new BitSet();
        for (int i = 0; i < all.size(); i++) {
            places.set(i, all.get(i).compareTo(least) >= 0);
        }
        return places;
    }
}
