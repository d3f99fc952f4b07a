#include <git2.h>

// git_libgit2_opts takes a variable number of arguments, which Swift cannot pass.

// The program's repository obeys the program only: nobody's ~/.gitconfig may rewrite its addresses or start helpers.
static inline int cgit2_ignore_configuration_files(void) {
    int levels[] = {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL};
    for (unsigned i = 0; i < sizeof levels / sizeof *levels; i++) {
        int error = git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
        if (error < 0) return error;
    }
    return 0;
}
