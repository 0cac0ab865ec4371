/* Nothing to call: this target's symbols take the place of glibc's newer ones in the executable that links them, so that
   it starts on glibc 2.34, which Lambda's provided.al2023 has. */
