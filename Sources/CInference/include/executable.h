// Where this program's own file is.

#ifndef APUS_EXECUTABLE_H
#define APUS_EXECUTABLE_H

/// The absolute path of the running executable, to be freed, or NULL where the system does not tell.
char *apus_executable_path(void);

#endif
